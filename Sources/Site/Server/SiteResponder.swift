import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// Turns what came over the wire into what the site understands, and back.
///
/// It has no router of a framework: a path leads to one of a few routes or nowhere, and each method
/// that a route lacks is told.
struct SiteResponder: HTTPResponder {
  let site: Site

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let target = RequestTarget(request)
    let route = SiteRoute(path: target.path)
    let isHead = request.method == .head
    let read = SiteRequest(
      method: isHead ? "GET" : request.method.rawValue, path: route == nil ? "/" : target.path,
      query: target.query, client: client(request, context),
      acceptLanguage: request.headers[.acceptLanguage])
    let answer = await answer(read, route, request)
    let fields = SecurityHeaders(isSecure: site.settings.isSecure)
      .fields(for: answer, isPrivate: route?.isPrivate ?? false)
    // Parsed from a number that is one: only codes of three digits are.
    let status = HTTPResponse.Status(code: answer.status)
    guard !isHead else { return Response(status: status, headers: fields) }
    return Response(
      status: status, headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func answer(
    _ read: SiteRequest, _ route: SiteRoute?, _ request: Request
  ) async -> WebAnswer {
    var read = read
    do {
      guard let route else { throw RequestFault(.notFound) }
      if request.method == .options { return .empty(204, [("allow", list(route.methods))]) }
      guard route.methods.contains(read.method) else {
        throw RequestFault(.notAllowed(route.methods))
      }
      if read.method == "POST" { read.form = try await form(of: request) }
      try await admit(read, route, request)
      return try await site.answer(read, route)
    } catch {
      return site.answer(to: error, read)
    }
  }

  /// Whether it may come in: not from another site's page, and not too often.
  private func admit(
    _ read: SiteRequest, _ route: SiteRoute, _ request: Request
  ) async throws {
    // Mail providers ask for many people from one address, and from no page.
    if case .leave = route, read.method == "POST", read.isOneClick { return }
    if let seconds = await site.limiter.take(.requests(read.client), at: site.clock()) {
      throw RequestFault(.tooMany(seconds))
    }
    guard read.method == "POST" else { return }
    let check = OriginCheck(own: site.settings.origin)
    guard
      check.allows(
        fetchSite: request.headers[Self.fetchSite], origin: request.headers[.origin])
    else { throw RequestFault(.foreign) }
  }

  private func form(of request: Request) async throws -> FormFields {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }),
      length > FormFields.longest
    {
      throw RequestFault(.tooLarge)
    }
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: FormFields.longest)
    } catch is NIOTooManyBytesError {
      throw RequestFault(.tooLarge)
    } catch {
      // The connection broke, or what came was not HTTP: nobody reads the answer.
      throw RequestFault(.badRequest)
    }
    return try FormReading.form(
      Array(buffer.readableBytesView), type: request.headers[.contentType])
  }

  private func client(_ request: Request, _ context: WebContext) -> ClientAddress {
    guard site.settings.trustedHops > 0 else { return context.peer ?? .unknown }
    return ClientAddress.client(
      peer: context.peer, forwarded: request.headers[values: Self.forwardedFor],
      trustedHops: site.settings.trustedHops)
  }

  private func list(_ methods: [String]) -> String { methods.joined(separator: ", ") }

  private static let fetchSite = name("sec-fetch-site")
  private static let forwardedFor = name("x-forwarded-for")

  private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .origin }
}
