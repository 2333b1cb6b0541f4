import Dispatch
public import Foundation
import Synchronization

/// A web server on loopback, as small as the tests need: each request gets what `answer` writes.
///
/// Its sockets block, so it works on threads of its own.
public final class LocalServer: Sendable {
  /// One request, and the socket to answer on.
  public struct Exchange {
    public let path: String
    public let head: String
    fileprivate let socket: Int32

    /// Writes bytes; false when the other side has gone.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        == bytes.count
    }

    public func write(_ text: String) {
      write(Array(text.utf8))
    }

    /// A whole answer.
    public func answer(_ status: String, _ fields: [String] = [], body: [UInt8] = []) {
      let head =
        ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + fields
      write(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    public func field(_ name: String) -> String? {
      head.components(separatedBy: "\r\n").first {
        $0.lowercased().hasPrefix(name.lowercased() + ": ")
      }
      .map { String($0.dropFirst(name.count + 2)) }
    }
  }

  public let port: UInt16
  private let listener: Int32
  private let heads = Mutex<[String]>([])

  public init(_ answer: @escaping @Sendable (Exchange) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Self.bindToLoopback(listener)
    let listener = listener
    let queue = DispatchQueue(label: "test.server", attributes: .concurrent)
    let record: @Sendable (String) -> Void = { [self] head in heads.withLock { $0.append(head) } }
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else {
          // Here and not in 'stop': a number that is free again may be another server's, and this
          // thread would take its guests.
          close(listener)
          return
        }
        queue.async { Self.serve(client, record, answer) }
      }
    }
  }

  /// Ends the accepting thread.
  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// The heads of all requests, in the order of their coming.
  public var requests: [String] { heads.withLock { $0 } }

  public func url(_ path: String) -> URL {
    URL(string: "http://127.0.0.1:\(port)\(path)") ?? URL(filePath: "/")
  }

  private static func bindToLoopback(_ listener: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func serve(
    _ client: Int32, _ record: (String) -> Void, _ answer: (Exchange) -> Void
  ) {
    defer { close(client) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      bytes += buffer[..<count]
    }
    let head = String(decoding: bytes, as: UTF8.self)
    record(head)
    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
    answer(Exchange(path: path, head: head, socket: client))
  }
}
