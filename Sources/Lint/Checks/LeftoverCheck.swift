import Foundation

/// What somebody meant to fill in or take out.
enum LeftoverCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var ofStories: Set<String> = []
    for text in page.visibleTexts { look(text.text, at: text.start, page, &ofStories, &list) }
    for element in page.page.elements {
      for attribute in element.attributes where attributes.contains(attribute.name) {
        look(attribute.value, at: attribute.start, page, &ofStories, &list)
      }
    }
    if let edition = page.subject.edition { look(at: edition, page, ofStories, &list) }
    lookForExamples(page, &list)
  }

  private static let attributes: Set<String> = ["href", "src", "alt", "title"]

  private static func look(
    _ text: String, at offset: Int, _ page: LintedPage, _ ofStories: inout Set<String>,
    _ list: inout FindingList
  ) {
    let place = page.place(at: offset)
    if let mark = LeftoverMark.placeholder(in: text) {
      if place.story != nil { ofStories.insert(mark) }
      list.add(placeholder(mark, place))
    }
    if let words = LeftoverMark.filler(in: text, language: page.language) {
      list.add(filler(words, place))
    }
  }

  private static func look(
    at edition: LintSubject.Frame, _ page: LintedPage, _ ofStories: Set<String>,
    _ list: inout FindingList
  ) {
    for (part, text) in [(Place.Part.subject, edition.subject), (.preheader, edition.preheader)] {
      let place = Place(part)
      // Subject and preheader are made of the stories' titles and teasers.
      if let mark = LeftoverMark.placeholder(in: text) {
        list.add(placeholder(mark, place, isStorys: ofStories.contains(mark)))
      }
      if let words = LeftoverMark.filler(in: text, language: page.language) {
        list.add(filler(words, place))
      }
    }
    for (number, line) in edition.text.split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      let place = Place(.text, line: number + 1)
      if let mark = LeftoverMark.placeholder(in: String(line)) {
        list.add(placeholder(mark, place, isStorys: ofStories.contains(mark)))
      }
      if let words = LeftoverMark.filler(in: String(line), language: page.language) {
        list.add(filler(words, place))
      }
    }
  }

  /// One in a story came with it and may be meant: it stops nothing.
  private static func placeholder(
    _ mark: String, _ place: Place, isStorys: Bool = false
  ) -> Finding {
    let isStorys = isStorys || place.story != nil
    return Finding(
      .placeholder, "'\(mark)' was not filled in", at: place,
      remedy: isStorys
        ? "mend the story where it was written, or leave it out"
        : "mend the template or the introduction",
      severity: isStorys ? .warning : .error)
  }

  private static func filler(_ words: String, _ place: Place) -> Finding {
    Finding(
      .fillerText, "'\(words)' looks like something to be done yet", at: place,
      remedy: "write what is meant, or take it out")
  }

  // MARK: Addresses that belong to nobody

  private static let examples = ["example.com", "example.org", "example.net"]

  private static func lookForExamples(_ page: LintedPage, _ list: inout FindingList) {
    let own = (page.subject.edition?.ownHosts ?? []).map { $0.lowercased() }
    for element in page.page.elements {
      for attribute in element.attributes where ["href", "src"].contains(attribute.name) {
        guard let host = LinkTarget(LinkTarget.trimmed(attribute.value)).host,
          let example = examples.first(where: { host == $0 || host.hasSuffix("." + $0) }),
          !own.contains(where: { $0 == example || $0.hasSuffix("." + example) })
        else { continue }
        list.add(
          Finding(
            .exampleAddress, "'\(host)' stands in manuals and belongs to nobody",
            at: page.place(at: attribute.start), remedy: "write the address that is meant"))
      }
    }
  }
}

/// Recognises what was left over.
enum LeftoverMark {
  private static let fences: [(open: String, close: String)] = [
    ("{{", "}}"), ("*|", "|*"), ("{%", "%}"), ("<%", "%>"), ("${", "}"), ("[[", "]]"), ("%%", "%%"),
  ]

  private static let wholes = ["[object Object]", "[object Promise]"]

  /// What people write in brackets for others to fill in.
  private static let blanks: Set<String> = [
    "NAME", "FNAME", "LNAME", "FIRST NAME", "FIRSTNAME", "LAST NAME", "FULL NAME", "YOUR NAME",
    "DATE", "TITLE", "LINK", "URL", "ADDRESS", "CITY", "COMPANY", "ORGANIZATION", "EMAIL",
    "INSERT LINK", "INSERT TEXT", "INSERT NAME", "PLACEHOLDER", "NOMBRE", "FECHA", "UNSUBSCRIBE",
    "PREHEADER", "HEADLINE", "IMAGE", "LOGO",
  ]

  private static let longest = 60

  static func placeholder(in text: String) -> String? {
    // Most texts have none of these signs.
    guard text.utf8.contains(where: { signs.contains($0) }) else { return nil }
    for fence in fences {
      guard let open = text.range(of: fence.open) else { continue }
      let rest = text[open.upperBound...].prefix(longest)
      guard let close = rest.range(of: fence.close), isName(rest[..<close.lowerBound]) else {
        continue
      }
      return String(text[open.lowerBound..<close.upperBound])
    }
    if let whole = wholes.first(where: text.contains) { return whole }
    return bracketed(text)
  }

  private static let signs = Set("{*<$[%".utf8)

  /// Letters, and what names are joined with.
  private static func isName(_ text: Substring) -> Bool {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    return !trimmed.isEmpty && trimmed.contains(where: \.isLetter)
      && trimmed.allSatisfy { $0.isLetter || $0.isNumber || " ._-#/^&>|:()'\"".contains($0) }
  }

  private static func bracketed(_ text: String) -> String? {
    var rest = text[...]
    for _ in 0..<mostBrackets {
      guard let open = rest.firstIndex(of: "[") else { return nil }
      rest = rest[rest.index(after: open)...]
      guard let close = rest.prefix(longest).firstIndex(of: "]") else { continue }
      if blanks.contains(String(rest[..<close])) { return "[\(rest[..<close])]" }
    }
    return nil
  }

  private static let mostBrackets = 200

  private static let fillers = [
    "lorem ipsum", "dolor sit amet", "dummy text", "placeholder text", "texto de relleno",
    "your text here", "insert text here",
  ]
  private static let notes: Set<Substring> = ["TODO", "FIXME", "XXX", "TBD", "TKTK"]

  static func filler(in text: String, language: String) -> String? {
    let lower = text.lowercased()
    if let found = fillers.first(where: lower.contains) { return found }
    let words = text.split(whereSeparator: { !($0.isLetter || $0.isNumber) })
    // In Spanish and Portuguese it is a word.
    let isWord = language.hasPrefix("es") || language.hasPrefix("pt")
    return words.first { notes.contains($0) && !(isWord && $0 == "TODO") }.map(String.init)
  }
}
