/// A secret that Message-IDs, tokens and bounce addresses are signed with, and its name.
public struct SigningKey: Sendable, Hashable {
  /// Which key signed, in a few letters or digits: `k1`.
  public let id: String
  /// At least 16 bytes, best 32.
  public let secret: [UInt8]

  /// Nil when the secret is too short to keep one.
  public init?(id: String, secret: [UInt8]) {
    guard secret.count >= 16 else { return nil }
    self.id = id
    self.secret = secret
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// The secret is printed nowhere.
  public var description: String { "SigningKey(\(id))" }
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

/// The keys of a federation: the one that signs, and older ones that are still recognised.
public struct MessageKeys: Sendable, Hashable {
  public var current: SigningKey
  public var earlier: [SigningKey]

  public init(current: SigningKey, earlier: [SigningKey] = []) {
    self.current = current
    self.earlier = earlier
  }

  /// The key of that name, to check a signature with.
  public func key(_ id: String) -> SigningKey? {
    ([current] + earlier).first { $0.id == id }
  }
}
