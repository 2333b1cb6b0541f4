import CCurl
import Foundation

/// Addresses of this machine and of its network, which nobody elsewhere can mean.
public enum NearAddress {
  /// - Parameter octets: the 4 of IPv4 or the 16 of IPv6, in the network's order.
  public static func isNear(_ octets: [UInt8]) -> Bool {
    switch octets.count {
    case 4: isNear(octets[0], octets[1])
    case 16: isNear(inIPv6: octets)
    default: false
    }
  }

  private static func isNear(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first, second) {
    case (0, _), (10, _), (127, _), (224..., _): true
    case (100, 64...127), (169, 254), (172, 16...31), (192, 168): true
    default: false
    }
  }

  private static func isNear(inIPv6 octets: [UInt8]) -> Bool {
    let isMapped = octets[..<10].allSatisfy { $0 == 0 } && octets[10] == octets[11]
    // ::ffff:127.0.0.1 and ::127.0.0.1, among them :: and ::1.
    if isMapped, octets[10] == 0xFF || octets[10] == 0 { return isNear(octets[12], octets[13]) }
    // 64:ff9b::/96, by which networks without IPv4 reach it.
    if octets[..<12] == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
      return isNear(octets[12], octets[13])
    }
    // fc00::/7, fe80::/10 and ff00::/8.
    return octets[0] & 0xFE == 0xFC || octets[0] == 0xFF
      || (octets[0] == 0xFE && octets[1] & 0xC0 == 0x80)
  }

  /// Whether a socket would be opened to such an address.
  static func isNear(_ address: UnsafePointer<curl_sockaddr>) -> Bool {
    guard let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return true }
    // The field is as large as IPv4 needs; IPv6 goes on behind it.
    let bytes = UnsafeRawPointer(address) + start
    let place: (offset: Int, count: Int) =
      switch address.pointee.family {
      case AF_INET: (4, 4)
      case AF_INET6: (8, 16)
      default: (0, 0)
      }
    return isNear(
      Array(UnsafeRawBufferPointer(start: bytes + place.offset, count: place.count)))
  }
}
