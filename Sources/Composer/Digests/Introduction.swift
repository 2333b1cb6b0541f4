/// An introduction as an editor writes it: a head with settings, which may be missing, and the
/// Markdown that opens the edition.
public struct Introduction: Sendable, Equatable {
  public let matter: FrontMatter
  /// Maybe empty.
  public let markdown: String
  /// The file's name, and the line of it on which the Markdown begins.
  private let file: String
  private let firstLine: Int

  /// None at all.
  public static let none = Introduction(matter: FrontMatter(), markdown: "")

  init(matter: FrontMatter, markdown: String, file: String = "", firstLine: Int = 1) {
    self.matter = matter
    self.markdown = markdown
    self.file = file
    self.firstLine = firstLine
  }

  /// Reads a file's text.
  ///
  /// - Parameter file: its name, for messages.
  public init(_ text: String, file: String) throws(FrontMatterError) {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    // Empty lines before the head are nothing to those who write them.
    guard let start = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      Self.isFence(lines[start])
    else {
      self.init(matter: FrontMatter(), markdown: text, file: file)
      return
    }
    guard let end = lines[(start + 1)...].firstIndex(where: Self.isFence) else {
      throw FrontMatterError(file: file, flaws: [.init(line: start + 1, reason: .notClosed)])
    }
    let reader = FrontMatterReader(Array(lines[(start + 1)..<end]), firstLine: start + 2)
    let flaws = Self.flaws(of: reader)
    guard flaws.isEmpty else { throw FrontMatterError(file: file, flaws: flaws) }
    self.init(
      matter: reader.matter, markdown: lines[(end + 1)...].joined(separator: "\n"), file: file,
      firstLine: end + 2)
  }

  /// In the order of their lines.
  private static func flaws(of reader: FrontMatterReader) -> [FrontMatterError.Flaw] {
    var flaws = reader.flaws
    if let subject = reader.matter.subject, let line = reader.subjectLine,
      let why = TemplateCheck.flaw(inSubject: subject)
    {
      flaws.append(.init(line: line, reason: .subject(why)))
    }
    return flaws.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.allSatisfy { $0 == "-" || $0.isWhitespace }
      && line.count { $0 == "-" } == 3
  }
}

extension Introduction {
  /// What its readers do not get as it was written: the first twenty such things.
  public var remarks: [IntroductionRemark] {
    let flaws = MarkdownDocument.read(markdown) { $0.flaws(atMost: 20) } ?? []
    let remarks = flaws.map {
      IntroductionRemark(
        file: file, line: $0.line + firstLine - 1, reason: IntroductionRemark.Reason($0.reason))
    }
    let isCut = markdown.count > MarkdownDocument.longest
    return remarks + (isCut ? [IntroductionRemark(file: file, line: firstLine, reason: .cut)] : [])
  }
}
