import CCurl
import Foundation

/// A connection to a mail server that libcurl opened, secured and logged in to, and over which
/// its owner speaks.
///
/// Every call into libcurl is made on one thread of its own, which may block.
// Unchecked: the handle and the buffers beside it are only touched by work that runs on `thread`,
// one piece at a time.
public final class CurlConnection: @unchecked Sendable {
  /// Octets handed to libcurl at once. Over TLS a piece that was not taken must be offered again
  /// from the same address with the same length, so pieces are small and the buffer stays put.
  static let pieceSize = 16 * 1024

  private let thread: BlockingThread
  private let handle: CurlHandle
  private var socket: curl_socket_t = -1
  private var isOpen = true

  private init(handle: CurlHandle, thread: BlockingThread) {
    self.handle = handle
    self.thread = thread
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

  /// Connects, greets, starts TLS and logs in, as the settings say.
  public static func open(_ settings: CurlConnectionSettings) async throws -> Opening {
    let thread = BlockingThread(name: "smtp")
    return try await thread.run {
      let transcript = Transcript()
      let connection = CurlConnection(handle: try CurlHandle(), thread: thread)
      do throws(CurlError) {
        try connection.perform(settings, transcript)
        return Opening(connection: connection, transcript: transcript.bytes)
      } catch {
        throw OpeningError(
          cause: error, transcript: transcript.bytes, isConnected: connection.wasConnected)
      }
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
    _ settings: CurlConnectionSettings, _ transcript: Transcript
  ) throws(CurlError) {
    try settings.apply(to: handle)
    try transcript.attach(to: handle)
    defer { transcript.detach(from: handle) }
    try handle.check(curl_easy_perform(handle.pointer))
    try handle.check(broadsheet_getinfo_socket(handle.pointer, CURLINFO_ACTIVESOCKET, &socket))
  }

  /// What became of octets that were to be sent.
  public enum Sent: Sendable, Equatable {
    case all
    /// - Parameter offered: how many octets lay in buffers that libcurl was given. The last of
    ///   them may or may not have left this machine.
    case failed(offered: Int, reason: String)
  }

  /// Sends all of the octets, waiting as long for each piece as `timeout` says.
  public func send(_ bytes: [UInt8], timeout: Duration) async -> Sent {
    // `sendNow` does not throw; the error path belongs to work that does.
    (try? await thread.run { self.sendNow(bytes, timeout) })
      ?? .failed(offered: 0, reason: "the connection is closed")
  }

  /// What came in answer to a wait.
  public enum Received: Sendable, Equatable {
    case bytes([UInt8])
    case closed(reason: String)
    case silence
  }

  /// Waits for octets until some come, the other side closes, or `timeout` is over.
  public func receive(timeout: Duration) async -> Received {
    // As above: nothing in there throws.
    (try? await thread.run { self.receiveNow(timeout) }) ?? .closed(reason: "it was closed here")
  }

  /// Closes the socket without a word to the server.
  public func drop() async {
    // As above: nothing in there throws.
    try? await thread.run {
      guard self.isOpen else { return }
      self.isOpen = false
      self.handle.close()
    }
  }
}

extension CurlConnection {
  private func sendNow(_ bytes: [UInt8], _ timeout: Duration) -> Sent {
    guard isOpen else { return .failed(offered: 0, reason: "the connection is closed") }
    return bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start < buffer.count {
        let end = min(start + Self.pieceSize, buffer.count)
        switch sendPiece(UnsafeBufferPointer(rebasing: buffer[start..<end]), timeout) {
        case .success(let count): start += count
        case .failure(let failure): return .failed(offered: end, reason: failure.reason)
        }
      }
      return .all
    }
  }

  private struct Failure: Error {
    let reason: String
  }

  private func sendPiece(
    _ piece: UnsafeBufferPointer<UInt8>, _ timeout: Duration
  ) -> Result<Int, Failure> {
    let deadline = ContinuousClock.now + timeout
    while true {
      var count = 0
      let code = curl_easy_send(handle.pointer, piece.baseAddress, piece.count, &count)
      switch code {
      case CURLE_OK where count > 0: return .success(count)
      case CURLE_OK, CURLE_AGAIN:
        guard waits(for: Int16(POLLOUT), until: deadline) else {
          return .failure(Failure(reason: "the server stopped reading"))
        }
      default: return .failure(Failure(reason: words(for: code)))
      }
    }
  }

  private func receiveNow(_ timeout: Duration) -> Received {
    guard isOpen else { return .closed(reason: "it was closed here") }
    let deadline = ContinuousClock.now + timeout
    var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
    while true {
      var count = 0
      // First read, then wait: over TLS the socket can be silent while decrypted octets are here.
      let code = buffer.withUnsafeMutableBytes {
        curl_easy_recv(handle.pointer, $0.baseAddress, $0.count, &count)
      }
      switch code {
      case CURLE_OK where count > 0: return .bytes(Array(buffer[..<count]))
      case CURLE_OK: return .closed(reason: "the server closed the connection")
      case CURLE_AGAIN:
        guard waits(for: Int16(POLLIN), until: deadline) else { return .silence }
      default: return .closed(reason: words(for: code))
      }
    }
  }

  /// Whether the socket is ready for one more try before the deadline.
  private func waits(for events: Int16, until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return false }
      var entry = pollfd(fd: socket, events: events, revents: 0)
      // In slices, so that no clock arithmetic can overflow poll's 32-bit milliseconds; rounded
      // up, so that the last one does not spin.
      let slice = min(left, .seconds(60))
      let milliseconds =
        slice.components.seconds * 1000
        + slice.components.attoseconds / 1_000_000_000_000_000 + 1
      let ready = poll(&entry, 1, Int32(milliseconds))
      if ready > 0 { return true }
      if ready < 0, errno != EINTR { return false }
    }
  }

  private func words(for code: CURLcode) -> String {
    CurlError(code: code, detail: handle.takeErrorText()).text
  }
}
