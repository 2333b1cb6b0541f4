import Foundation

/// What somebody meant to fill in or take out.
enum LeftoverCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var origin = MarkOrigin(page.subject.edition)
    for text in texts(page) { look(text.text, at: text.start, page, &origin, &list) }
    for element in page.page.elements {
      for attribute in element.attributes {
        look(
          attribute.value, at: attribute.start, page, &origin, &list,
          on: grounds[attribute.name] ?? .value)
      }
    }
    lookAtHead(page, origin, &list)
    if let edition = page.subject.edition { look(at: edition, page, origin, &list) }
    lookForExamples(page, &list)
  }

  private static let grounds: [String: LeftoverMark.Ground] = [
    "href": .address, "src": .address, "alt": .words, "title": .words,
  ]

  /// Inboxes show the hidden preheader of a file; an edition's is looked at by itself.
  private static func texts(_ page: LintedPage) -> [HTMLPage.Text] {
    guard page.subject.edition == nil else { return page.visibleTexts }
    return page.page.texts.filter { text in
      let name = text.parent.map { page.page.elements[$0].name } ?? ""
      return !["style", "script", "title"].contains(name)
    }
  }

  private static func look(
    _ text: String, at offset: Int, _ page: LintedPage, _ origin: inout MarkOrigin,
    _ list: inout FindingList, on ground: LeftoverMark.Ground = .words
  ) {
    let marks = LeftoverMark.placeholders(in: text, on: ground)
    if !marks.isEmpty {
      var place = page.place(at: offset)
      // A title outside its story, as in a list of contents, is the story's all the same.
      place.story = origin.titled(text) ?? place.story
      if let story = place.story { origin.note(marks, of: story) }
      for mark in marks { list.add(placeholder(mark, place, origin, mayBeStorys: false)) }
    }
    if ground != .value, let words = LeftoverMark.filler(in: text, language: page.language) {
      list.add(filler(words, page.place(at: offset)))
    }
  }

  /// The title and the style sheets, which nobody reads and templates fill in.
  private static func lookAtHead(
    _ page: LintedPage, _ origin: MarkOrigin, _ list: inout FindingList
  ) {
    for text in page.page.texts {
      guard let parent = text.parent else { continue }
      let name = page.page.elements[parent].name
      guard name == "title" || name == "style" else { continue }
      let marks = LeftoverMark.placeholders(in: text.text, on: .value)
      for mark in marks where name == "title" || mark.hasPrefix("{{") {
        list.add(placeholder(mark, page.place(at: text.start), origin, mayBeStorys: true))
      }
    }
  }

  private static func look(
    at edition: LintSubject.Frame, _ page: LintedPage, _ origin: MarkOrigin,
    _ list: inout FindingList
  ) {
    // Subject and preheader are made of the stories' titles and teasers.
    look(edition.subject, Place(.subject), page, origin, &list)
    look(edition.preheader, Place(.preheader), page, origin, &list)
    for (number, line) in edition.text.split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      look(String(line), Place(.text, line: number + 1), page, origin, &list)
    }
  }

  private static func look(
    _ text: String, _ place: Place, _ page: LintedPage, _ origin: MarkOrigin,
    _ list: inout FindingList
  ) {
    for mark in LeftoverMark.placeholders(in: text) {
      list.add(placeholder(mark, place, origin, mayBeStorys: true))
    }
    if let words = LeftoverMark.filler(in: text, language: page.language) {
      list.add(filler(words, place))
    }
  }

  /// One in a story came with it and may be meant: it stops nothing.
  private static func placeholder(
    _ mark: String, _ place: Place, _ origin: MarkOrigin, mayBeStorys: Bool
  ) -> Finding {
    var place = place
    let source =
      place.story.map { MarkOrigin.Source.story($0) }
      ?? origin.source(of: mark, mayBeStorys: mayBeStorys)
    if case .story(let title) = source { place.story = title }
    return Finding(
      .placeholder, "'\(mark)' was not filled in", at: place, remedy: remedy(source),
      severity: place.story != nil ? .warning : .error)
  }

  private static func remedy(_ source: MarkOrigin.Source) -> String {
    switch source {
    case .story: "mend the story where it was written, or leave it out"
    case .notice(let name): "mend \(name) in 'notices' of the configuration"
    case .introduction: "mend the introduction"
    case .template: "mend the template or the introduction"
    }
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
        guard let host = hosts(attribute.value).first(where: { isExample($0, own) }) else {
          continue
        }
        list.add(
          Finding(
            .exampleAddress, "'\(host)' stands in manuals and belongs to nobody",
            at: page.place(at: attribute.start), remedy: "write the address that is meant"))
      }
    }
  }

  private static func hosts(_ written: String) -> [String] {
    let target = LinkTarget(LinkTarget.trimmed(written))
    if target.scheme == "mailto" { return MailTarget(target.text).hosts }
    return [target.host].compactMap(\.self)
  }

  private static func isExample(_ host: String, _ own: [String]) -> Bool {
    guard let example = examples.first(where: { host == $0 || host.hasSuffix("." + $0) }) else {
      return false
    }
    return !own.contains { $0 == example || $0.hasSuffix("." + example) }
  }
}
