import CCurl
import Foundation

/// What libcurl's callbacks collect: it lives as long as the exchange does.
final class HTTPBody {
  private(set) var bytes: [UInt8] = []
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var isTooLarge = false
  /// A socket to this machine or its network was refused.
  private(set) var isKeptAway = false
  private let limit: Int
  private var headerSize = 0

  init(limit: Int) {
    self.limit = limit
  }

  static func at(_ context: UnsafeMutableRawPointer?) -> HTTPBody {
    Unmanaged<HTTPBody>.fromOpaque(context!).takeUnretainedValue()
  }

  /// Opens a socket to any address but those nearby.
  func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
    guard let address, !NearAddress.isNear(address) else {
      isKeptAway = true
      return -1
    }
    let wanted = address.pointee
    return socket(
      wanted.family, wanted.socktype | Int32(SOCK_CLOEXEC.rawValue), wanted.protocol)
  }

  /// Takes some of the body; a number other than `count` ends the transfer.
  func append(_ pointer: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard bytes.count + count <= limit else {
      isTooLarge = true
      return 0
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: pointer, count: count))
    return count
  }

  /// Takes one header line; each status line begins anew, so that the last answer's lines stay.
  func appendHeader(_ pointer: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    headerSize += count
    guard headerSize <= 1_000_000 else {
      isTooLarge = true
      return 0
    }
    let line = String(decoding: UnsafeRawBufferPointer(start: pointer, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      fields = []
      bytes = []
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
      fields.append((String(line[..<colon]), value))
    }
    return count
  }
}
