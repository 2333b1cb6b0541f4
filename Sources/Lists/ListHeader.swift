import Diagnostics

/// What the columns of a list file mean, whatever their order, case and language.
public struct ListHeader: Sendable, Equatable {
  public enum Column: Sendable, Hashable {
    case email, name, firstName, lastName, language
    /// Any other column, by its header in lower case.
    case field(String)
  }

  /// One for each column, in the file's order.
  public let columns: [Column]
  /// The headers as written.
  public let names: [String]

  /// What makes a first line no header.
  enum Flaw: Error, Equatable {
    /// The first line has a person's address in it.
    case isAPerson(address: String)
    case noEmail(names: [String], nearest: String?)
    case severalEmails(first: String, second: String)
  }

  init(names: [String]) throws(Flaw) {
    let names = names.map(\.mended)
    self.names = names
    columns = Self.columns(for: names)
    let emails = columns.indices.filter { columns[$0] == .email }
    if emails.count > 1 {
      throw .severalEmails(first: names[emails[0]], second: names[emails[1]])
    }
    if emails.isEmpty { throw Self.flawWithoutEmail(names) }
  }

  /// Where a column stands, when the file has it.
  func index(of column: Column) -> Int? { columns.firstIndex(of: column) }

  private static func columns(for names: [String]) -> [Column] {
    var columns = names.map { spellings[folded($0)] ?? .field($0.lowercased()) }
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

  /// Lower case, with hyphens and underscores as spaces.
  private static func folded(_ name: String) -> String {
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
      (.language, ["language", "lang", "idioma", "langue", "locale", "preferred language"]),
    ]
    var spellings: [String: Column] = [:]
    for (column, names) in groups {
      for name in names { spellings[name] = column }
    }
    return spellings
  }()
}
