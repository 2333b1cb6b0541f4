import Foundation
import Mail
import Newsletter

/// The cells of one row, by meaning. Of two columns that mean the same, the first that has text
/// counts.
struct ListCells {
  private(set) var email = ""
  private(set) var badLanguage: String?
  /// What the row says that is no part of the person: how they came to the list, and whether they
  /// are on it still.
  private(set) var remarks: [ListRemark: String] = [:]
  private var name = ""
  private var firstName = ""
  private var lastName = ""
  private var language: String?
  private var fields: [String: String] = [:]

  /// - Parameter separator: what parts several addresses in one cell, of which the first counts.
  mutating func take(
    _ cell: String, as column: ListHeader.Column, separator: String? = nil
  ) {
    // An address is not mended but for the spaces around it: a line break inside is a mistake.
    if column == .email {
      let first = separator.flatMap { cell.components(separatedBy: $0).first } ?? cell
      if email.isEmpty { email = GuardedCell.plain(first.trimmed) }
      return
    }
    let text = GuardedCell.plain(cell.mended)
    if text.isEmpty { return }
    switch column {
    case .email, .unnamed: break
    case .name: if name.isEmpty { name = text }
    case .firstName: if firstName.isEmpty { firstName = text }
    case .lastName: if lastName.isEmpty { lastName = text }
    case .language: if language == nil, badLanguage == nil { takeLanguage(text) }
    case .field(let key): fields[key] = fields[key] ?? text
    case .remark(let remark): remarks[remark] = remarks[remark] ?? text
    }
  }

  func recipient(_ address: EmailAddress) -> Recipient {
    let parts = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    let whole = name.isEmpty ? parts : name
    return Recipient(
      address: address, name: whole.isEmpty ? nil : whole, language: language, fields: fields)
  }

  private mutating func takeLanguage(_ text: String) {
    language = LanguageTag(naming: text)?.text
    if language == nil { badLanguage = text }
  }
}

extension String {
  /// Without spaces, no-break spaces or line breaks at its ends.
  var trimmed: String {
    let isPlain = { (byte: UInt8?) in byte.map { (0x21..<0x7F).contains($0) } ?? false }
    if isPlain(utf8.first), isPlain(utf8.last) { return self }
    guard let first = unicodeScalars.firstIndex(where: { !Self.isTrimmed($0) }),
      let last = unicodeScalars.lastIndex(where: { !Self.isTrimmed($0) })
    else { return "" }
    return String(unicodeScalars[first...last])
  }

  private static func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }
}
