public import Newsletter

import struct Crypto.SHA256

/// Which stories of an edition are meant, and in which order: eight octets of the hash of their
/// numbers.
///
/// It is the same before an edition is frozen as after, so that a preview's link is the one that is
/// sent.
public struct VariantTag: Hashable, Sendable {
  static let length = 8

  let octets: [UInt8]

  public init(_ stories: [StoryID]) {
    let numbers = stories.map(\.description).joined(separator: " ")
    octets = Array(SHA256.hash(data: Array(numbers.utf8)).prefix(Self.length))
  }

  init(octets: some Sequence<UInt8>) { self.octets = Array(octets) }

  /// Whether these are the stories.
  public func matches(_ stories: [StoryID]) -> Bool { self == VariantTag(stories) }
}
