import Foundation
import Markup
import Web

/// What of an affiliate's next edition a page shows, as its address says it.
struct PreviewChoice: Sendable, Equatable {
  /// The affiliate as the address names it.
  var affiliate: String
  var view = PreviewView.phone
  var scheme = ChosenScheme.light
  /// Whose message, as typed; nil: that of a reader who has had no story yet.
  var reader: String?

  init(affiliate: String, _ fields: FormFields) {
    self.affiliate = affiliate
    view = fields["view"].flatMap(PreviewView.init) ?? .phone
    scheme = fields["scheme"].flatMap(ChosenScheme.init) ?? .light
    let typed = fields["as"]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    reader = typed.isEmpty ? nil : String(typed.prefix(320))
  }

  /// The same with something else.
  func with(_ change: (inout Self) -> Void) -> PreviewChoice {
    var choice = self
    change(&choice)
    return choice
  }

  /// The page's address.
  var address: String {
    var fields: [(String, String)] = []
    if view != .phone { fields.append(("view", view.rawValue)) }
    if scheme != .light { fields.append(("scheme", scheme.rawValue)) }
    return Self.address("/\(affiliate)", fields + readerField)
  }

  /// The address of one of its documents: `message.html`.
  func document(_ name: String) -> String {
    let scheme = name == "message.html" ? [("scheme", scheme.rawValue)] : []
    return Self.address("/\(affiliate)/\(name)", scheme + readerField)
  }

  private var readerField: [(String, String)] { reader.map { [("as", $0)] } ?? [] }

  private static func address(_ path: String, _ fields: [(String, String)]) -> String {
    guard !fields.isEmpty else { return path }
    return path + "?" + fields.map { "\($0)=\(escaped($1))" }.joined(separator: "&")
  }

  /// All but letters, digits and what readers of addresses know: `as=ana@example.org`.
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (scalar.properties.isAlphabetic || "0123456789-._~@".utf8.contains(byte))
      return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
