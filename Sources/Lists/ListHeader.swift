import Diagnostics

/// What the columns of a list file mean, whatever their order, case and language.
public struct ListHeader: Sendable, Equatable {
  public enum Column: Sendable, Hashable {
    case email, name, firstName, lastName, language
    /// Any other column, by its header in lower case.
    case field(String)
    /// What is no part of the person; of a list file such a column is not read.
    case remark(ListRemark)
    /// A column that is not read: it has no name, or nobody wants it.
    case unnamed
  }

  /// One for each column, in the file's order.
  public let columns: [Column]
  /// The headers as written.
  public let names: [String]

  /// What makes a first line no header.
  enum Flaw: Error, Equatable {
    case missing
    /// The first line has a person's address in it.
    case isAPerson(address: String)
    case noEmail(names: [String], nearest: String?)
    case severalEmails(first: String, second: String)
  }

  init(names: [String], mapping: ColumnMapping = ColumnMapping()) throws(Flaw) {
    let names = names.map(\.mended)
    self.names = names
    columns = Self.columns(for: names, mapping)
    let emails = columns.indices.filter { columns[$0] == .email }
    // Two of one name are a slip; two names may be two addresses, and which counts is not ours
    // to say.
    if let first = emails.first,
      let other = emails.first(where: { Self.folded(names[$0]) != Self.folded(names[first]) })
    {
      throw .severalEmails(first: names[first], second: names[other])
    }
    if emails.isEmpty { throw Self.flawWithoutEmail(names) }
  }

  /// Where a column stands, when the file has it.
  func index(of column: Column) -> Int? { columns.firstIndex(of: column) }

  /// Each column that means the same as an earlier one, with that one.
  var repeated: [(first: String, second: String)] {
    columns.indices.compactMap { index in
      guard columns[index] != .unnamed, let first = columns[..<index].firstIndex(of: columns[index])
      else { return nil }
      return (names[first], names[index])
    }
  }

  /// Whether the first line leaves a column without a name.
  var hasNameless: Bool { names.contains("") }

  /// Whether a row may say more than the person in it: how a name is parted, or what is not read.
  var saysMore: Bool {
    columns.contains { column in
      switch column {
      case .firstName, .lastName, .unnamed, .remark: true
      case .email, .name, .language, .field: false
      }
    }
  }

  /// How many columns there are up to the last that is read.
  var width: Int { (columns.lastIndex { $0 != .unnamed } ?? -1) + 1 }

  private static func columns(for names: [String], _ mapping: ColumnMapping) -> [Column] {
    var columns = names.map { name -> Column in
      if let column = mapping.column(for: name) { return column }
      if name.isEmpty { return .unnamed }
      return known(folded(name)) ?? .field(name.lowercased())
    }
    // `nombre` beside `apellidos` is the first name, as `name` is beside `surname`.
    if columns.contains(.lastName), !columns.contains(.firstName),
      let name = columns.firstIndex(of: .name)
    {
      columns[name] = .firstName
    }
    return columns
  }

  private static func flawWithoutEmail(_ names: [String]) -> Flaw {
    if let address = names.first(where: { $0.utf8.contains(UInt8(ascii: "@")) }) {
      return .isAPerson(address: address)
    }
    let known = spellings.filter { $0.value == .email }.map(\.key)
    let nearest = names.first { isNear(folded($0), known) }
    return .noEmail(names: names.filter { !$0.isEmpty }, nearest: nearest)
  }

  /// A slip of the pen, two letters exchanged ("emial"), or a longer name for it.
  private static func isNear(_ name: String, _ known: [String]) -> Bool {
    Suggestion.nearest(to: name, among: known) != nil || name.contains("mail")
      || known.contains { $0.sorted() == name.sorted() }
  }

  /// What a folded name means by itself.
  static func known(_ folded: String) -> Column? { spellings[folded] }

  /// Lower case, with hyphens and underscores as spaces.
  static func folded(_ name: String) -> String {
    let spaced = name.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 }
    return String(spaced).mended
  }

  private static let spellings: [String: Column] = {
    let groups: [(Column, [String])] = [
      (
        .email,
        [
          "email", "e mail", "mail", "email address", "e mail address", "emailaddress",
          "mail address", "correo", "correo electrónico", "correo electronico", "courriel",
          "adresse e mail", "e mail adresse",
        ]
      ),
      (.name, ["name", "full name", "fullname", "display name", "nombre", "nombre completo"]),
      (.firstName, ["first name", "firstname", "first", "given name", "forename", "prénom"]),
      (
        .lastName,
        ["last name", "lastname", "last", "surname", "family name", "apellido", "apellidos"]
      ),
      (.remark(.consentFrom), ["consent from"]), (.remark(.consentAt), ["consent at"]),
      (.remark(.consentHow), ["consent how"]),
      (.language, ["language", "lang", "idioma", "langue", "locale", "preferred language"]),
    ]
    var spellings: [String: Column] = [:]
    for (column, names) in groups {
      for name in names { spellings[name] = column }
    }
    return spellings
  }()
}
