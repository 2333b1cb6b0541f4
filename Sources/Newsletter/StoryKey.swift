import Foundation

/// One thing by which a story is known again. A story may have several.
public struct StoryKey: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The kinds in the order in which they decide.
  public enum Kind: Int, Sendable, Codable {
    /// The guid or atom:id, scoped to the host of the source.
    case identifier
    /// The canonical address.
    case address
    /// A fingerprint of title and text, where there is neither of the others.
    case text
  }

  public let kind: Kind
  public let value: String

  init(kind: Kind, value: String) {
    self.kind = kind
    self.value = value
  }

  public var description: String { "\(kind):\(value)" }
  public static func < (a: Self, b: Self) -> Bool {
    (a.kind.rawValue, a.value) < (b.kind.rawValue, b.value)
  }
}

extension StoryKey {
  /// The keys that a listing offers by itself, in the order in which they decide; without the key
  /// of its text.
  ///
  /// - Parameter host: the host of the source; nil for local files, where the story's own is used.
  static func offered(by listing: Listing, host: String?) -> [StoryKey] {
    var keys: [StoryKey] = []
    if let identifier = listing.identifier, !identifier.isEmpty {
      let scope = (host ?? listing.url?.host() ?? "").lowercased()
      keys.append(StoryKey(kind: .identifier, value: "\(scope) \(node(in: identifier))"))
    }
    if let url = listing.url, let canonical = CanonicalURL.text(of: url) {
      keys.append(StoryKey(kind: .address, value: canonical))
    }
    return keys
  }

  static func text(of listing: Listing) -> StoryKey {
    let body = listing.summary.isEmpty ? listing.content : listing.summary
    return StoryKey(kind: .text, value: Fingerprint(of: listing.title, body).text)
  }

  /// Drupal's feeds write `4000 at https://host` where its pages write `node-4000`: both are the
  /// node's number. Any other identifier stays as it is.
  private static func node(in identifier: String) -> String {
    let parts = identifier.split(separator: " ")
    guard parts.count == 3, parts[1] == "at", parts[2].hasPrefix("http"),
      !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (48...57).contains($0) })
    else { return identifier }
    return "node-\(parts[0])"
  }
}
