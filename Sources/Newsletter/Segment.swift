/// Which of a list's people an affiliate's editions go to: all its conditions must hold.
///
///     "where": {"language": "es", "region": ["north", "west"]}
public struct Segment: Sendable, Equatable, Codable {
  /// One column of the lists and the values that are meant, all in lower case.
  public struct Condition: Sendable, Equatable, Codable {
    /// `language`, or the heading of a column.
    public let column: String
    public let values: Set<String>

    public init(column: String, values: some Sequence<String>) {
      self.column = column.lowercased()
      self.values = Set(values.map { $0.lowercased() })
    }

    /// Whether a person's value is one of them. No value is the empty one; `es` stands for `es-MX`
    /// too (RFC 4647, section 3.3.1).
    public func holds(for value: String?) -> Bool {
      let value = (value ?? "").lowercased()
      if values.contains(value) { return true }
      guard column == Segment.languageColumn, let end = value.firstIndex(of: "-") else {
        return false
      }
      return values.contains(String(value[..<end]))
    }
  }

  public static let languageColumn = "language"

  /// In the order of their columns; never empty.
  public let conditions: [Condition]

  /// Nil when there is no condition.
  public init?(_ conditions: [Condition]) {
    guard !conditions.isEmpty else { return nil }
    self.conditions = conditions.sorted { $0.column < $1.column }
  }

  /// Whether a person belongs to it.
  public func contains(_ recipient: Recipient) -> Bool {
    conditions.allSatisfy { condition in
      condition.column == Self.languageColumn
        ? condition.holds(for: recipient.language)
        : condition.holds(for: recipient.fields[condition.column])
    }
  }
}
