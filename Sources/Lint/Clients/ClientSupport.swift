/// What mail clients support, from the facts that caniemail.com collects by testing.
public enum ClientSupport {
  public enum Level: Sendable, Hashable {
    case yes, partly, no, unknown
  }

  /// How a client supports a feature.
  static func level(_ feature: String, in client: MailClient) -> Level {
    guard let column = columnNumbers[client.id], let row = rows[feature], column < row.count else {
      return .unknown
    }
    switch row[column] {
    case UInt8(ascii: "y"): return .yes
    case UInt8(ascii: "a"): return .partly
    case UInt8(ascii: "n"): return .no
    default: return .unknown
    }
  }

  /// The features that the table has.
  static var features: [String] { rows.keys.sorted() }

  private static let columnNumbers: [String: Int] = Dictionary(
    columns.split(separator: "\n").enumerated().map { (String($1), $0) },
    uniquingKeysWith: { first, _ in first })

  private static let rows: [String: [UInt8]] = Dictionary(
    table.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.count == 2 ? (String(words[0]), Array(words[1].utf8)) : nil
    }, uniquingKeysWith: { first, _ in first })
}
