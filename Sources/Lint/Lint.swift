/// Looks at an edition before it goes out, and says what will break where.
///
///     let report = Lint().report(on: LintSubject(name: "page.html", html: page))
///     report.isFit  // false when something must be mended first
///
/// Pure: the same subject gives the same findings in the same order. It asks no server and reads
/// no file.
public struct Lint: Sendable {
  /// The clients that count.
  public var clients: [MailClient]

  public init(clients: [MailClient] = MailClient.standard) {
    self.clients = clients
  }

  private static let checks: [any Check.Type] = [
    RequiredCheck.self, SizeCheck.self, SubjectCheck.self, PreheaderCheck.self,
    LeftoverCheck.self, PartsCheck.self, SentenceCheck.self, SpamWordsCheck.self, MarkupCheck.self,
    DocumentCheck.self, HeadingCheck.self,
    ActiveContentCheck.self, WidthCheck.self, LinkTargetCheck.self, LinkTextCheck.self,
    ImageCheck.self, ContrastCheck.self, TextSizeCheck.self, SupportCheck.self,
    InliningCheck.self,
  ]

  public func report(on subject: LintSubject) -> LintReport {
    let page = LintedPage(subject, clients: clients)
    var list = FindingList()
    for check in Self.checks { check.look(at: page, &list) }
    return LintReport(
      name: subject.name, findings: list.findings, untold: list.untold,
      htmlSize: page.encodedSize)
  }

  /// The web addresses that an HTML part links to or shows, each with its first line.
  public static func addresses(in html: String) -> [(address: String, line: Int, isPicture: Bool)] {
    let page = HTMLPage(html)
    var seen: Set<String> = []
    var found: [(address: String, line: Int, isPicture: Bool)] = []
    for (number, element) in page.elements.enumerated() {
      let isPicture = element.name == "img"
      guard isPicture || element.name == "a" || element.name == "area",
        let written = element.attribute(isPicture ? "src" : "href"),
        case let address = LinkTarget.trimmed(written), LinkTarget(address).isWeb,
        seen.insert(address).inserted
      else { continue }
      found.append((address, page.line(of: number), isPicture))
    }
    return found
  }
}

/// Looks for one kind of slip.
protocol Check: Sendable {
  static func look(at page: LintedPage, _ list: inout FindingList)
}
