import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// Answers on this machine alone: GET and HEAD, from pages of our own.
///
/// A page elsewhere may make a browser ask a server on this machine, by a name of its own that leads
/// here. So the request must name this machine itself, whatever address it came to.
struct LoopbackResponder: HTTPResponder {
  let pages: any LoopbackPages
  let changes: ChangeWatch

  init(_ pages: any LoopbackPages) {
    self.pages = pages
    changes = ChangeWatch { await pages.mark() }
  }

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let answer = await answer(to: request)
    let status = HTTPResponse.Status(code: answer.status)
    let fields = LoopbackHeaders.fields(for: answer)
    guard request.method != .head else { return Response(status: status, headers: fields) }
    return Response(
      status: status, headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func answer(to request: Request) async -> WebAnswer {
    guard Self.isNamedHere(request.head.authority) else {
      return .problem(421, "Not here", "Open this page as http://127.0.0.1 or http://localhost.")
    }
    guard request.method == .get || request.method == .head else {
      return .problem(405, "Nothing to change here", "These pages only show.")
    }
    let target = RequestTarget(request)
    do {
      if let answer = try await frame(target) { return answer }
      if let answer = try await pages.answer(to: target) { return answer }
      return .problem(404, "Nothing here", "There is no such page.", link: "/")
    } catch {
      // It comes anew by itself once it is mended.
      return .problem(error, mark: await pages.mark())
    }
  }

  /// What every page needs, at addresses that are no affiliate's: an id has no dot.
  private func frame(_ target: RequestTarget) async throws -> WebAnswer? {
    switch target.path {
    case "/studio.css": WebAnswer(StudioStyle.text + pages.style, as: .css)
    case "/studio.js": WebAnswer(StudioScript.text, as: .script)
    case "/favicon.ico": .empty(204)
    case "/changes.txt":
      WebAnswer(await changes.next(after: target.fields["since"] ?? ""), as: .text)
    default: nil
    }
  }

  /// Whether the field `Host` names the machine that we are on, with or without a port.
  static func isNamedHere(_ authority: String?) -> Bool {
    guard let authority else { return false }
    let host =
      authority.hasPrefix("[")
      ? authority.prefix { $0 != "]" }.dropFirst()
      : authority.prefix { $0 != ":" }
    return ["127.0.0.1", "::1", "localhost"].contains(host.lowercased())
  }
}

extension WebAnswer {
  /// A page about what is wrong.
  ///
  /// - Parameter mark: of what is wrong now, so that the page comes anew when that is mended.
  static func problem(
    _ status: Int, _ title: String, _ words: String, hint: String? = nil, link: String? = nil,
    mark: String? = nil
  ) -> WebAnswer {
    let page = StudioPage(
      title: title,
      content: .div(
        "problem", .h1(title), FlawNote.html(words, hint: hint, kind: "error"),
        link.map { HTML.p(.link("To the overview", to: $0)) } ?? .nothing),
      mark: mark)
    return WebAnswer(page.html, status: status)
  }

  static func problem(_ error: any Error, mark: String? = nil) -> WebAnswer {
    guard let error = error as? any HintedError else {
      return .problem(500, "That did not work", "\(error)", mark: mark)
    }
    return .problem(500, "That did not work", error.message, hint: error.hint, mark: mark)
  }
}
