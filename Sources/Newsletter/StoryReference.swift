public import Foundation

/// How an editor names a story: by its number, as `plan` and `stories` show it, or by its address.
public enum StoryReference: Sendable, Hashable, CustomStringConvertible {
  case number(StoryID)
  case address(URL)

  /// Nil for what is neither.
  public init?(_ text: String) {
    if let number = Int64(text), number > 0 {
      self = .number(StoryID(number))
    } else if let url = URL(string: text), CanonicalURL.text(of: url) != nil {
      self = .address(url)
    } else {
      return nil
    }
  }

  /// Whether it names this story; addresses are compared as those of pages.
  public func names(_ story: Story) -> Bool {
    switch self {
    case .number(let id): return id == story.id
    case .address(let address):
      guard let url = story.url else { return false }
      return url == address || CanonicalURL.text(of: url) == CanonicalURL.text(of: address)
    }
  }

  public var description: String {
    switch self {
    case .number(let id): "\(id)"
    case .address(let url): url.absoluteString
    }
  }
}
