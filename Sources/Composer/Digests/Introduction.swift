/// An introduction as an editor writes it: a head with settings, which may be missing, and the
/// Markdown that opens the edition.
public struct Introduction: Sendable, Equatable {
  public let matter: FrontMatter
  /// Maybe empty.
  public let markdown: String

  /// None at all.
  public static let none = Introduction(matter: FrontMatter(), markdown: "")

  init(matter: FrontMatter, markdown: String) {
    self.matter = matter
    self.markdown = markdown
  }

  /// Reads a file's text.
  ///
  /// - Parameter file: its name, for messages.
  public init(_ text: String, file: String) throws(FrontMatterError) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, Self.isFence(first) else {
      self.init(matter: FrontMatter(), markdown: text)
      return
    }
    guard let end = lines.dropFirst().firstIndex(where: Self.isFence) else {
      throw FrontMatterError(file: file, flaws: [.init(line: 1, reason: .notClosed)])
    }
    let reader = FrontMatterReader(Array(lines[1..<end]), firstLine: 2)
    var flaws = reader.flaws
    if let subject = reader.matter.subject, let why = TemplateCheck.flaw(inSubject: subject) {
      let line = lines[1..<end].firstIndex { $0.contains("subject") } ?? 1
      flaws.append(.init(line: line + 1, reason: .subject(why)))
    }
    guard flaws.isEmpty else { throw FrontMatterError(file: file, flaws: flaws) }
    self.init(
      matter: reader.matter, markdown: lines[(end + 1)...].joined(separator: "\n"))
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.allSatisfy { $0 == "-" || $0.isWhitespace }
      && line.count { $0 == "-" } == 3
  }
}
