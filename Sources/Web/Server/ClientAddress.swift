import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who asks, as far as limits go: an IPv4 address, or the /64 of an IPv6 one, which is what one
/// customer has.
public struct ClientAddress: Sendable, Hashable {
  private let octets: [UInt8]

  /// For a connection without an address.
  public static let unknown = ClientAddress(octets: [])

  private init(octets: [UInt8]) { self.octets = octets }

  /// Nil when the text is no IP address; a port behind it is left out.
  public init?(_ text: some StringProtocol) {
    let host = Self.host(text.trimmingCharacters(in: .whitespaces))
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      octets = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, host, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      // ::ffff:192.0.2.1 is an IPv4 address on a socket for both.
      let isMapped = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
      octets = Array(isMapped ? all.suffix(4) : all.prefix(8))
    } else {
      return nil
    }
  }

  /// Who asks through so many proxies of ours.
  ///
  /// - Parameters:
  ///   - peer: the other end of the connection.
  ///   - forwarded: the fields `X-Forwarded-For` in their order. Each proxy adds whom it talks with
  ///     at the end, so all that stands further left may be made up.
  public static func client(
    peer: ClientAddress?, forwarded: [String], trustedHops: Int
  ) -> ClientAddress {
    let peer = peer ?? .unknown
    guard trustedHops > 0 else { return peer }
    let entries = forwarded.joined(separator: ",").suffix(1000).split(separator: ",")
    guard !entries.isEmpty else { return peer }
    let index = max(0, entries.count - trustedHops)
    return ClientAddress(entries[index]) ?? peer
  }

  private static func host(_ text: String) -> String {
    if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
    let colons = text.count { $0 == ":" }
    return colons == 1 ? String(text.prefix { $0 != ":" }) : text
  }
}
