import Dispatch
import Foundation
import Synchronization

/// A web server on loopback, as small as the tests need: each request gets what `answer` writes.
///
/// Its sockets block, so it works on threads of its own.
final class LocalServer: Sendable {
  /// One request, and the socket to answer on.
  struct Exchange {
    let path: String
    let head: String
    fileprivate let socket: Int32

    /// Writes bytes; false when the other side has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        == bytes.count
    }

    func write(_ text: String) {
      write(Array(text.utf8))
    }

    /// A whole answer.
    func answer(_ status: String, _ fields: [String] = [], body: [UInt8] = []) {
      let head =
        ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + fields
      write(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    func field(_ name: String) -> String? {
      head.components(separatedBy: "\r\n").first {
        $0.lowercased().hasPrefix(name.lowercased() + ": ")
      }
      .map { String($0.dropFirst(name.count + 2)) }
    }
  }

  let port: UInt16
  private let listener: Int32
  private let heads = Mutex<[String]>([])

  init(_ answer: @escaping @Sendable (Exchange) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Self.bindToLoopback(listener)
    let listener = listener
    let queue = DispatchQueue(label: "test.server", attributes: .concurrent)
    let record: @Sendable (String) -> Void = { [self] head in heads.withLock { $0.append(head) } }
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        queue.async { Self.serve(client, record, answer) }
      }
    }
  }

  /// Ends the accepting thread.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The heads of all requests, in the order of their coming.
  var requests: [String] { heads.withLock { $0 } }

  func url(_ path: String) -> URL {
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
