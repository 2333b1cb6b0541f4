import struct Crypto.SHA256

/// The address that a token was made for: four octets of the hash of its canonical form.
///
/// It notices when a subscriber's number means somebody else now, or the same person under another
/// address. It does not name the address to who finds the token.
public struct AddressTag: Hashable, Sendable {
  static let length = 4

  let octets: [UInt8]

  /// - Parameter canonical: the whole address in lower case, as subscribers are keyed by it.
  public init(_ canonical: String) {
    octets = Array(SHA256.hash(data: Array(canonical.utf8)).prefix(Self.length))
  }

  init(octets: some Sequence<UInt8>) { self.octets = Array(octets) }

  /// Whether the token was made for this canonical address.
  public func matches(_ canonical: String) -> Bool { self == AddressTag(canonical) }
}
