/// One thing that an editor should know before an edition goes out.
public struct Finding: Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    /// Could be better.
    case advice
    /// Some readers will see, miss or mistrust something.
    case warning
    /// The edition must not go out like this.
    case error

    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .advice: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  public let severity: Severity
  /// Stays the same from version to version.
  public let id: FindingID
  /// What was found, one sentence without a full stop.
  public let what: String
  public let place: Place
  /// The mail clients or readers it is about; empty: everybody.
  public let affected: [String]
  /// What to do about it, one sentence without a full stop.
  public let remedy: String
  /// The name of a feature at caniemail.com that it is about, such as `css-display-flex`.
  public let feature: String?

  public init(
    _ id: FindingID, _ what: String, at place: Place, affected: [String] = [], remedy: String,
    severity: Severity? = nil, feature: String? = nil
  ) {
    self.id = id
    self.severity = severity ?? id.severity
    self.what = what
    self.place = place
    self.affected = affected
    self.remedy = remedy
    self.feature = feature
  }
}

/// Where a finding is.
public struct Place: Sendable, Hashable {
  public enum Part: String, Sendable, Hashable, Codable, CaseIterable {
    case message, headers, subject, preheader, html, text
  }

  public var part: Part
  /// The line of the HTML or text part, from 1.
  public var line: Int?
  /// The title of the story.
  public var story: String?

  public init(_ part: Part, line: Int? = nil, story: String? = nil) {
    self.part = part
    self.line = line
    self.story = story
  }
}

extension Finding: Comparable {
  /// Errors first, then by place; the same findings always come in the same order.
  public static func < (a: Self, b: Self) -> Bool {
    if a.severity != b.severity { return a.severity > b.severity }
    let parts = Place.Part.allCases
    let part = (parts.firstIndex(of: a.place.part) ?? 0, parts.firstIndex(of: b.place.part) ?? 0)
    if part.0 != part.1 { return part.0 < part.1 }
    let line = (a.place.line ?? 0, b.place.line ?? 0)
    if line.0 != line.1 { return line.0 < line.1 }
    if a.id != b.id { return a.id.rawValue < b.id.rawValue }
    return a.what < b.what
  }
}
