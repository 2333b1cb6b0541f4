/// What only one of the two parts says: an introduction, a notice, a paragraph in the layout.
enum SentenceCheck: Check {
  /// Shorter ones are buttons, dates and the like, which templates put otherwise.
  private static let fewestWords = 7

  static func look(at page: LintedPage, _ list: inout FindingList) {
    guard let edition = page.subject.edition, !page.essence.text.isEmpty else { return }
    let text = Phrases(Phrases.words(edition.text))
    let html = Phrases(Phrases.words(page.visibleTexts.map(\.text).joined(separator: " ")))
    let foot = foot(of: page)
    for piece in page.visibleTexts where !foot.contains(piece.start) {
      for sentence in lacking(in: piece.text, text) {
        list.add(
          finding(sentence, "text", page.place(at: piece.start), "say it in text.mustache too"))
      }
    }
    for paragraph in paragraphs(of: edition) {
      for sentence in lacking(in: paragraph.text, html) {
        let place = Place(.text, line: paragraph.line)
        list.add(finding(sentence, "HTML", place, "say it in layout.mustache too"))
      }
    }
  }

  private static func lacking(in text: String, _ other: Phrases) -> [String] {
    Phrases.sentences(text).filter { sentence in
      let words = Phrases.words(String(sentence))
      return words.count >= fewestWords && other.lack(words)
    }.map { Words.folded(String($0)) }
  }

  private static func finding(
    _ sentence: String, _ part: String, _ place: Place, _ remedy: String
  ) -> Finding {
    Finding(
      .partsDiffer, "the \(part) part lacks '\(LinkTargetCheck.shortened(sentence))'", at: place,
      affected: [part == "text" ? "readers of plain text" : "nearly all readers"],
      remedy: remedy)
  }

  // MARK: What stands at the foot

  /// How to leave and why one gets this, which each part says in its own way: from the last heading
  /// on, all that stands around the link to leave.
  private static func foot(of page: LintedPage) -> Range<Int> {
    let html = page.page
    let heading =
      html.elements(named: HTMLElements.headings).last.map { html.elements[$0].end } ?? 0
    let leave = RequiredCheck.waysOut(page, page.subject.edition?.leaveAddresses ?? []).last
    guard var outermost = leave, html.elements[outermost].start >= heading else { return 0..<0 }
    for ancestor in html.ancestors(of: outermost) where html.elements[ancestor].start >= heading {
      if ["body", "html"].contains(html.elements[ancestor].name) { break }
      outermost = ancestor
    }
    return html.elements[outermost].start..<html.elements[outermost].end
  }

  // MARK: Plain text

  /// Lines that were one before they were wrapped, with the first one's number; up to where it says
  /// how to leave.
  private static func paragraphs(
    of edition: LintSubject.Frame
  ) -> [(text: String, line: Int)] {
    var paragraphs: [(text: String, line: Int)] = []
    var before: Substring?
    let lines = edition.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      // An empty line or a rule.
      guard line.contains(where: { $0.isLetter || $0.isNumber }) else {
        before = nil
        continue
      }
      if let before, goesOn(before, in: line) {
        paragraphs[paragraphs.count - 1].text += " " + line
      } else {
        paragraphs.append((String(line), number + 1))
      }
      before = line
    }
    let foot = paragraphs.lastIndex { LeaveWords.areIn($0.text) } ?? paragraphs.endIndex
    return Array(paragraphs[..<foot])
  }

  /// A line that ends far from the edge was ended there: a name, a date.
  private static func goesOn(_ line: Substring, in next: Substring) -> Bool {
    let word = next.drop { $0 == " " }.prefix { $0 != " " }
    return line.count + 1 + word.count > wrapColumn
  }

  /// Where plain text is wrapped.
  private static let wrapColumn = 72
}
