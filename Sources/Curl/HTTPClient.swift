import CCurl
import Foundation

/// Asks web servers, one request at a time, keeping its connections open between them.
///
/// libcurl blocks while it waits, so the exchange runs on a thread of the client's own. Only http
/// and https are spoken, also after redirects (five at most); certificates are verified.
///
/// The handle is touched on that one thread only, which is what makes the class `Sendable`.
public final class HTTPClient: @unchecked Sendable {
  private let thread: BlockingThread
  private var handle: CurlHandle?

  /// - Parameter name: what debuggers show for its thread.
  public init(name: String) {
    thread = BlockingThread(name: name)
  }

  /// The answer, whatever its status.
  ///
  /// Throws ``HTTPError`` when there is none or when it is too large.
  public func response(to request: HTTPRequest) async throws -> HTTPResponse {
    try await thread.run {
      do {
        return try self.exchange(request)
      } catch let error as CurlError {
        throw HTTPError.transfer(error)
      }
    }
  }

  private func exchange(_ request: HTTPRequest) throws -> HTTPResponse {
    let handle = try handle ?? CurlHandle()
    self.handle = handle
    let body = HTTPBody(limit: request.sizeLimit)
    let lines = try HeaderLines(request.fields)
    try prepare(handle, for: request)
    try connect(handle, to: body, and: lines)
    try keep(handle, away: !request.mayEndNearby, with: body)
    // libcurl holds bare pointers to both; without this they might be freed at their last use.
    let code = withExtendedLifetime((body, lines)) { curl_easy_perform(handle.pointer) }
    if body.isTooLarge || code == CURLE_FILESIZE_EXCEEDED {
      throw HTTPError.tooLarge(limit: request.sizeLimit)
    }
    if body.isKeptAway, code != CURLE_OK {
      throw CurlError(code: code, detail: "it leads to this machine or its network")
    }
    try handle.check(code)
    return HTTPResponse(
      status: handle.status, fields: body.fields, body: body.bytes,
      address: handle.effectiveAddress ?? request.url.absoluteString)
  }

  private func prepare(_ handle: CurlHandle, for request: HTTPRequest) throws(CurlError) {
    try handle.set(CURLOPT_URL, request.url.absoluteString)
    try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try handle.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    // Going back from HEAD takes both: the first alone would leave HEAD as the method.
    try handle.set(CURLOPT_NOBODY, request.isHead ? 1 : 0)
    if !request.isHead { try handle.set(CURLOPT_HTTPGET, 1) }
    try handle.set(CURLOPT_FOLLOWLOCATION, 1)
    try handle.set(CURLOPT_MAXREDIRS, 5)
    // Empty: whatever compression this libcurl can undo.
    try handle.set(CURLOPT_ACCEPT_ENCODING, "")
    try handle.set(CURLOPT_USERAGENT, request.userAgent)
    try handle.set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
    try handle.set(CURLOPT_TIMEOUT_MS, request.timeout.milliseconds)
    // Slower than 10 octets a second for 15 seconds is as good as dead.
    try handle.set(CURLOPT_LOW_SPEED_LIMIT, 10)
    try handle.set(CURLOPT_LOW_SPEED_TIME, 15)
    try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Known sizes are refused before the first octet; HTTPBody counts the others.
    try handle.check(
      broadsheet_setopt_offset(
        handle.pointer, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.sizeLimit)))
    if let caFile = request.caFile { try handle.set(CURLOPT_CAINFO, caFile) }
  }

  private func connect(
    _ handle: CurlHandle, to body: HTTPBody, and lines: HeaderLines
  ) throws(CurlError) {
    // `exchange` keeps both alive until curl_easy_perform has returned, and the next exchange
    // replaces the pointers before anything reads them.
    let context = Unmanaged.passUnretained(body).toOpaque()
    try handle.check(broadsheet_setopt_pointer(handle.pointer, CURLOPT_WRITEDATA, context))
    try handle.check(broadsheet_setopt_pointer(handle.pointer, CURLOPT_HEADERDATA, context))
    try handle.check(
      broadsheet_setopt_write(handle.pointer, CURLOPT_WRITEFUNCTION) {
        bytes, size, count, context in
        HTTPBody.at(context).append(bytes, size * count)
      })
    try handle.check(
      broadsheet_setopt_write(handle.pointer, CURLOPT_HEADERFUNCTION) {
        bytes, size, count, context in
        HTTPBody.at(context).appendHeader(bytes, size * count)
      })
    try handle.check(broadsheet_setopt_list(handle.pointer, CURLOPT_HTTPHEADER, lines.list))
  }
}

extension HTTPClient {
  /// `exchange` keeps the body alive, as for the other callbacks.
  private func keep(
    _ handle: CurlHandle, away isAway: Bool, with body: HTTPBody
  ) throws(CurlError) {
    let context = Unmanaged.passUnretained(body).toOpaque()
    try handle.check(broadsheet_setopt_pointer(handle.pointer, CURLOPT_OPENSOCKETDATA, context))
    guard isAway else {
      return try handle.check(broadsheet_setopt_opensocket(handle.pointer, nil))
    }
    try handle.check(
      broadsheet_setopt_opensocket(handle.pointer) { context, _, address in
        HTTPBody.at(context).openSocket(address)
      })
  }
}

extension CurlHandle {
  fileprivate var status: Int {
    var status = 0
    _ = broadsheet_getinfo_long(pointer, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  fileprivate var effectiveAddress: String? {
    var address: UnsafeMutablePointer<CChar>?
    _ = broadsheet_getinfo_string(pointer, CURLINFO_EFFECTIVE_URL, &address)
    return address.map { String(cString: $0) }
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
