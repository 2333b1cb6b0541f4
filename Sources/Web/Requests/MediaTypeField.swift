import Foundation

/// A header field's value with its parameters: `multipart/form-data; boundary=x`.
public struct MediaTypeField {
  /// Lower case, without parameters.
  public let value: String
  private let parameters: [(name: String, value: String)]

  public init(_ text: String) {
    let parts = text.prefix(500).split(separator: ";", omittingEmptySubsequences: false)
    value = (parts.first.map(Self.trimmed) ?? "").lowercased()
    parameters = parts.dropFirst().compactMap { part in
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let text = Self.trimmed(part[part.index(after: equals)...])
      let isQuoted = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      let name = Self.trimmed(part[..<equals]).lowercased()
      return (name, isQuoted ? String(text.dropFirst().dropLast()) : text)
    }
  }

  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  private static func trimmed(_ text: Substring) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}
