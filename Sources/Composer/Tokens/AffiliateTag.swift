public import Newsletter

import struct Crypto.SHA256

/// Which affiliate a token is about: six octets of the hash of its id, whose length is always the
/// same.
public struct AffiliateTag: Hashable, Sendable {
  static let length = 6

  let octets: [UInt8]

  public init(_ affiliate: AffiliateID) {
    octets = Array(SHA256.hash(data: Array(affiliate.text.utf8)).prefix(Self.length))
  }

  init(octets: some Sequence<UInt8>) { self.octets = Array(octets) }

  /// Whether the token is about this affiliate.
  public func matches(_ affiliate: AffiliateID) -> Bool { self == AffiliateTag(affiliate) }
}
