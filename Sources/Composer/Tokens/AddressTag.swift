import struct Crypto.SHA256

/// The address that a token was made for: four octets of a keyed hash of its canonical form.
///
/// It notices when a number means somebody else now, or the same person under another address. The
/// key is the token's: who finds a token cannot try addresses against it.
public struct AddressTag: Sendable {
  static let length = 4

  let octets: [UInt8]
  /// Nil in the tokens of editions that were frozen before tags had a key; they stay valid.
  private let key: TokenKey?

  init(_ canonical: String, key: TokenKey?) {
    octets = Self.octets(of: canonical, key)
    self.key = key
  }

  /// One that a token sealed with this key holds.
  init(octets: some Sequence<UInt8>, key: TokenKey?) {
    self.octets = Array(octets)
    self.key = key
  }

  var isKeyed: Bool { key != nil }

  /// Whether the token was made for this canonical address: whole, in lower case.
  public func matches(_ canonical: String) -> Bool {
    octets == Self.octets(of: canonical, key)
  }

  private static func octets(of canonical: String, _ key: TokenKey?) -> [UInt8] {
    key?.tag(of: canonical) ?? Array(SHA256.hash(data: Array(canonical.utf8)).prefix(length))
  }
}

extension AddressTag: Hashable {
  public static func == (one: Self, other: Self) -> Bool {
    one.octets == other.octets && one.isKeyed == other.isKeyed
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
