import Foundation

/// Recognises what was left over.
enum LeftoverMark {
  /// Where a text stands: addresses have percent signs of their own.
  enum Ground {
    case words, address
    /// A style, a colour: only what no such value has in it.
    case value
  }

  private static let fences: [(open: String, close: String)] = [
    ("{{", "}}"), ("*|", "|*"), ("{%", "%}"), ("<%", "%>"), ("${", "}"), ("[[", "]]"), ("%%", "%%"),
    ("{!", "}"),
  ]
  /// Between these stands one name.
  private static let pairs: [(open: String, close: String)] = [
    ("<<", ">>"), ("##", "##"), ("__", "__"), ("@@", "@@"), ("{", "}"), ("%", "%"),
  ]

  private static let wholes = ["[object Object]", "[object Promise]"]

  private static let longest = 60
  /// Of one kind in one text.
  private static let most = 20

  /// The first mark of a text.
  static func placeholder(in text: String, on ground: Ground = .words) -> String? {
    placeholders(in: text, on: ground).first
  }

  /// All marks of a text, each once.
  static func placeholders(in text: String, on ground: Ground = .words) -> [String] {
    fenced(in: text, on: ground) + (ground == .words ? openDates(in: text) : [])
  }

  private static func fenced(in text: String, on ground: Ground) -> [String] {
    // Most texts have none of these signs.
    guard text.utf8.contains(where: { signs.contains($0) }) else { return [] }
    var found: [String] = []
    for fence in fences { found += marks(fence, in: text, where: isExpression) }
    if ground != .value {
      found += wholes.filter(text.contains)
      found += marks(("[", "]"), in: text, where: isBlank)
      for pair in pairs {
        let isWord = ground == .address || text.contains("://") ? isPlainField : isField
        found += marks(pair, in: text) { isWord($0, pair.open) }
      }
    }
    // `{name}` is a part of `{{name}}`.
    var kept: [String] = []
    for mark in found where !kept.contains(where: { $0.contains(mark) }) { kept.append(mark) }
    return kept
  }

  private static let signs = Set("{*<$[%#_@".utf8)

  private static func marks(
    _ fence: (open: String, close: String), in text: String, where isMark: (Substring) -> Bool
  ) -> [String] {
    var found: [String] = []
    var rest = text[...]
    for _ in 0..<mostSearched {
      guard found.count < most, let open = rest.range(of: fence.open) else { break }
      let inner = rest[open.upperBound...].prefix(longest)
      guard let close = inner.range(of: fence.close), isMark(inner[..<close.lowerBound]) else {
        rest = rest[rest.index(after: open.lowerBound)...]
        continue
      }
      found.append(String(text[open.lowerBound..<close.upperBound]))
      rest = rest[close.upperBound...]
    }
    return found
  }

  private static let mostSearched = 200

  /// A name with all that other programs write around it.
  private static func isExpression(_ text: Substring) -> Bool {
    text.contains(where: \.isLetter)
      && text.allSatisfy {
        $0.isLetter || $0.isNumber || " ._-#/^&>|:()'\"=@,+*!?$“”’".contains($0)
      }
  }

  // MARK: Names of fields

  private static let fields: Set<String> = [
    "name", "firstname", "lastname", "fullname", "yourname", "fname", "lname", "email",
    "emailaddress", "date", "subject", "title", "link", "url", "address", "city", "company",
    "organization", "unsubscribe", "unsubscribelink", "unsubscribeurl", "greeting", "headline",
    "nombre", "apellido", "fecha", "vorname", "nachname", "prenom", "prénom", "nom",
  ]

  private static func letters(_ text: Substring) -> String {
    text.lowercased().filter(\.isLetter)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    text.count >= 3 && text.first?.isLetter == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
  }

  /// Between these stands nothing but a field's name.
  private static let strictFences: Set<String> = ["<<", "##", "@@"]

  /// `first_name`, `FIRSTNAME`, `recipient.name`; between `<<`, `##` and `@@` any word.
  private static func isField(_ text: Substring, _ open: String) -> Bool {
    let spaced = open == "{" || open == "<<" ? text.filter { $0 != " " }[...] : text
    guard isIdentifier(spaced) else { return false }
    if fields.contains(letters(spaced)) || strictFences.contains(open) { return true }
    let isShouted = spaced == spaced.uppercased()[...] && !spaced.contains("-")
    return isShouted || (text == spaced && (text.contains("_") || text.contains(".")))
  }

  /// In an address `%C3%` is a letter's half.
  private static func isPlainField(_ text: Substring, _ open: String) -> Bool {
    guard open == "{" || open == "%" || open == "##" else { return false }
    let isEscape = open == "%" && text.prefix(2).allSatisfy(\.isHexDigit)
    return !isEscape && isField(text, open)
  }

  // MARK: Blanks

  /// What people write in brackets for others to fill in.
  private static let blanks: Set<String> = [
    "NAME", "FNAME", "LNAME", "FIRST NAME", "FIRSTNAME", "LAST NAME", "FULL NAME", "YOUR NAME",
    "DATE", "TITLE", "LINK", "URL", "ADDRESS", "CITY", "COMPANY", "ORGANIZATION", "EMAIL",
    "INSERT LINK", "INSERT TEXT", "INSERT NAME", "PLACEHOLDER", "NOMBRE", "FECHA", "UNSUBSCRIBE",
    "PREHEADER", "HEADLINE", "IMAGE", "LOGO",
  ]
  /// In any case, for nobody puts them in brackets otherwise.
  private static let plainBlanks: Set<String> = [
    "first name", "firstname", "first_name", "last name", "lastname", "last_name", "full name",
    "your name", "name", "fname", "lname", "email", "email address", "company name", "nombre",
  ]
  private static let beginnings = [
    "insert ", "your ", "enter ", "add your ", "fill in ", "inserte ",
  ]

  private static func isBlank(_ text: Substring) -> Bool {
    if blanks.contains(String(text)) { return true }
    let lower = text.lowercased()
    return plainBlanks.contains(lower) || beginnings.contains { lower.hasPrefix($0) }
  }

  // MARK: Dates

  /// `XX/XX/2026`, `12.XX.2026`, `DD/MM/YYYY`.
  private static func openDates(in text: String) -> [String] {
    guard text.contains("XX") || text.contains("YY") else { return [] }
    let words = text.split { !$0.isLetter && !$0.isNumber && !"/.-".contains($0) }
    return words.filter(isOpenDate).map(String.init)
  }

  private static func isOpenDate(_ word: Substring) -> Bool {
    let groups = word.split { "/.-".contains($0) }
    return groups.count == 3
      && groups.allSatisfy { group in
        (2...4).contains(group.count)
          && (group.allSatisfy(\.isNumber)
            || group.allSatisfy { $0 == group.first && "XDMY".contains($0) })
      }
  }

  // MARK: Fillers

  private static let fillers = [
    "lorem ipsum", "dolor sit amet", "dummy text", "placeholder text", "texto de relleno",
    "your text here", "insert text here", "your headline here", "headline goes here",
    "your title here", "title goes here", "text goes here", "your content here",
    "content goes here", "your image here", "your logo here", "your name here", "your message here",
    "tu texto aquí", "su texto aquí", "click to edit this",
  ]
  /// What editors write where something is still to come.
  private static let notes: Set<Substring> = ["TODO", "FIXME", "XXX", "TBD", "tbd", "Tbd", "TKTK"]

  static func filler(in text: String, language: String) -> String? {
    let lower = text.lowercased()
    if let found = fillers.first(where: lower.contains) { return found }
    let words = text.split(whereSeparator: { !($0.isLetter || $0.isNumber) })
    // In Spanish and Portuguese it is a word.
    let isWord = language.hasPrefix("es") || language.hasPrefix("pt")
    return words.first { notes.contains($0) && !(isWord && $0 == "TODO") }.map(String.init)
  }
}
