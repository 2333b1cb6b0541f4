import CCurl
import Foundation

/// A connection to a mail server that libcurl opened, secured and logged in to, and over which
/// its owner speaks.
///
/// Opening blocks and has a thread of its own; after that no call blocks, and waiting is the
/// ``SocketLoop``'s.
// Unchecked: the handle and the buffers beside it are used by one call at a time. The calls are
// made by one owner, an actor, each after the other has returned.
public final class CurlConnection: @unchecked Sendable {
  /// Octets handed to libcurl at once over TLS. A piece that was not taken must be offered again
  /// from the same address with the same length, so pieces are small and their buffer stays put.
  static let pieceSize = 16 * 1024

  private let handle: CurlHandle
  private let isSecured: Bool
  private let piece: UnsafeMutableRawBufferPointer
  private var loop: SocketLoop?
  private var socket: curl_socket_t = -1
  private var watch = SocketWatch()
  private var isOpen = true

  private init(handle: CurlHandle, isSecured: Bool) {
    self.handle = handle
    self.isSecured = isSecured
    piece = .allocate(byteCount: Self.pieceSize, alignment: 16)
  }

  deinit {
    drop()
    piece.deallocate()
  }

  /// What the server said while the connection was opened.
  public struct Opening: Sendable {
    public let connection: CurlConnection
    /// The server's reply lines, as they came.
    public let transcript: [UInt8]
  }

  /// A connection could not be opened.
  public struct OpeningError: Error, Sendable {
    public let cause: CurlError
    /// The server's reply lines up to the failure; libcurl's own text does not have them.
    public let transcript: [UInt8]
    /// Whether the server's port answered before it failed.
    public let isConnected: Bool
  }

  /// Connects, greets, starts TLS and logs in, as the settings say; when the task is cancelled it
  /// gives up within about a second.
  public static func open(_ settings: CurlConnectionSettings) async throws -> Opening {
    let cancellation = Cancellation()
    return try await withTaskCancellationHandler {
      try await BlockingThread(name: "smtp").run { try opening(settings, cancellation) }
    } onCancel: {
      cancellation.ask()
    }
  }

  private static func opening(
    _ settings: CurlConnectionSettings, _ cancellation: Cancellation
  ) throws -> Opening {
    let transcript = Transcript()
    let connection = CurlConnection(
      handle: try CurlHandle(), isSecured: settings.security != .none)
    do throws(CurlError) {
      try connection.perform(settings, transcript, cancellation)
      return Opening(connection: connection, transcript: transcript.bytes)
    } catch {
      throw OpeningError(
        cause: error, transcript: transcript.bytes, isConnected: connection.wasConnected)
    }
  }

  /// libcurl's time to connect is 0 until it has.
  private var wasConnected: Bool {
    var microseconds: curl_off_t = 0
    let code = broadsheet_getinfo_offset(
      handle.pointer, CURLINFO_CONNECT_TIME_T, &microseconds)
    return code == CURLE_OK && microseconds > 0
  }

  private func perform(
    _ settings: CurlConnectionSettings, _ transcript: Transcript, _ cancellation: Cancellation
  ) throws(CurlError) {
    try settings.apply(to: handle)
    try transcript.attach(to: handle)
    defer { transcript.detach(from: handle) }
    try cancellation.attach(to: handle)
    defer { cancellation.detach(from: handle) }
    try handle.check(curl_easy_perform(handle.pointer))
    try handle.check(broadsheet_getinfo_socket(handle.pointer, CURLINFO_ACTIVESOCKET, &socket))
    let loop = try SocketLoop.shared()
    watch = try loop.add(socket)
    self.loop = loop
  }

  /// Closes the socket without a word to the server.
  public func drop() {
    guard isOpen else { return }
    isOpen = false
    loop?.remove(socket)
    handle.close()
  }
}

// MARK: - Sending

extension CurlConnection {
  /// What became of octets that were to be sent.
  public enum Sent: Sendable, Equatable {
    case all
    /// - Parameter offered: how many octets may have left this machine: those that the system took
    ///   and, over TLS, the whole piece that failed, of which libcurl may have written some.
    case failed(offered: Int, reason: String)
  }

  /// Sends all of the octets, waiting as long for each piece as `timeout` says.
  public nonisolated(nonsending) func send(_ bytes: [UInt8], timeout: Duration) async -> Sent {
    var start = 0
    while start < bytes.count {
      let (code, count) = sendPiece(of: bytes, from: start)
      let offered = isSecured ? min(start + Self.pieceSize, bytes.count) : start
      switch code {
      case CURLE_OK where count > 0: start += count
      case CURLE_OK, CURLE_AGAIN:
        guard await watch.wait(for: .writing, until: .now + timeout) else {
          return .failed(offered: offered, reason: "the server stopped reading")
        }
      default: return .failed(offered: offered, reason: words(for: code))
      }
    }
    return .all
  }

  /// One try, and how much was taken.
  private func sendPiece(of bytes: [UInt8], from start: Int) -> (code: CURLcode, count: Int) {
    guard isOpen else { return (CURLE_SEND_ERROR, 0) }
    watch.use(.writing)
    var count = 0
    let code = bytes.withUnsafeBytes { all in
      let rest = UnsafeRawBufferPointer(rebasing: all[start...])
      guard isSecured else {
        return curl_easy_send(handle.pointer, rest.baseAddress, rest.count, &count)
      }
      // The same octets in the same place until libcurl has taken them, from whichever call.
      let next = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.pieceSize))
      piece.copyMemory(from: next)
      return curl_easy_send(handle.pointer, piece.baseAddress, next.count, &count)
    }
    return (code, count)
  }
}

// MARK: - Receiving

extension CurlConnection {
  /// What came in answer to a wait.
  public enum Received: Sendable, Equatable {
    case bytes([UInt8])
    case closed(reason: String)
    case silence
  }

  /// Waits for octets until some come, the other side closes, or the deadline is over.
  ///
  /// - Parameter mayHurry: ``hurry()`` ends the wait as a deadline does.
  public nonisolated(nonsending) func receive(
    until deadline: ContinuousClock.Instant, mayHurry: Bool = false
  ) async -> Received {
    while true {
      // Over TLS the socket can be silent while decrypted octets are here: first read, then wait.
      if isSecured || watch.isReadable, let received = receiveNow() { return received }
      guard isOpen, await watch.wait(for: .reading, until: deadline, mayHurry: mayHurry) else {
        return isOpen ? .silence : .closed(reason: "it was closed here")
      }
    }
  }

  /// From now on nobody waits who need not; any thread may ask for it.
  public func hurry() { watch.hurry() }

  /// Whether something came that nobody has read yet, as far as the loop has heard.
  public var mayHaveReceived: Bool { watch.isReadable }

  /// What is there; nil when nothing is.
  public func receiveNow() -> Received? {
    guard isOpen else { return .closed(reason: "it was closed here") }
    watch.use(.reading)
    var count = 0
    var code = CURLE_OK
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.receivedAtOnce) { buffer, used in
      code = curl_easy_recv(handle.pointer, buffer.baseAddress, buffer.count, &count)
      used = count
    }
    // A full buffer may have left some behind, of which the system will not tell again.
    if count > 0 { watch.took(isMoreLikely: count == Self.receivedAtOnce) }
    switch code {
    case CURLE_OK where count > 0: return .bytes(bytes)
    case CURLE_OK: return .closed(reason: "the server closed the connection")
    case CURLE_AGAIN: return nil
    default: return .closed(reason: words(for: code))
    }
  }

  private static let receivedAtOnce = 4096

  private func words(for code: CURLcode) -> String {
    CurlError(code: code, detail: handle.takeErrorText()).text
  }
}
