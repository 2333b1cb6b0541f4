import Foundation

/// A way to leave and a postal address, in both parts: law and decency ask for them.
enum RequiredCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    lookForWayOut(page, &list)
    guard let edition = page.subject.edition else { return lookForAnyAddress(page, &list) }
    lookForAddress(edition, page, &list)
    let names = edition.headers.map { $0.name.lowercased() }
    if !names.contains("list-unsubscribe") {
      list.add(
        Finding(
          .noListUnsubscribe, "the message has no List-Unsubscribe header", at: Place(.headers),
          affected: ["Gmail, web", "Yahoo Mail, web", "Apple Mail, iPhone"],
          remedy: "set organization.unsubscribeAddress, so that inboxes can offer to unsubscribe"))
    }
    if page.essence.text.isEmpty {
      list.add(
        Finding(
          .noTextPart, "the text part is empty", at: Place(.text),
          affected: ["readers of plain text", "screen readers", "filters"],
          remedy: "write text.mustache"))
    }
  }

  // MARK: The way out

  private static func lookForWayOut(_ page: LintedPage, _ list: inout FindingList) {
    let addresses = page.subject.edition?.leaveAddresses ?? []
    let waysOut = waysOut(page, addresses)
    if waysOut.isEmpty {
      list.add(
        Finding(
          .noUnsubscribe, "the HTML part has no link to unsubscribe", at: Place(.html),
          remedy: "put {{leave.url}} into the layout"))
    } else if !waysOut.contains(where: { page.isSeen($0) }), let first = waysOut.first {
      list.add(
        Finding(
          .noUnsubscribe, "nobody can see the link to unsubscribe", at: page.place(of: first),
          remedy: "give it words, a size and a colour that can be read"))
    }
    guard let text = page.subject.edition?.text, !page.essence.text.isEmpty else { return }
    if !says(text, addresses) {
      list.add(
        Finding(
          .noUnsubscribe, "the text part does not say how to unsubscribe", at: Place(.text),
          remedy: "put {{leave.url}} into text.mustache"))
    }
  }

  /// The links that let a reader leave.
  static func waysOut(_ page: LintedPage, _ addresses: [String]) -> [Int] {
    page.page.elements.indices.filter { element in
      let entry = page.page.elements[element]
      guard entry.name == "a", let target = entry.attribute("href"), !target.isEmpty,
        !page.light[element].isHidden
      else { return false }
      if addresses.contains(where: { target.hasPrefix($0) }) { return true }
      // Whether it leads anywhere costs most: it is asked last.
      return
        (isLeaving(target) || LeaveWords.isOwnLink(target)
        || isLeaving(page.page.text(of: element)))
        && LinkTarget(LinkTarget.trimmed(target)).leadsSomewhere
    }
  }

  private static func says(_ text: String, _ addresses: [String]) -> Bool {
    let places = addresses.map { $0.replacing("mailto:", with: "") }
    if places.contains(where: { text.contains($0) }) { return true }
    return isLeaving(text) && (text.contains("://") || text.contains("@"))
  }

  private static func isLeaving(_ text: String) -> Bool {
    LeaveWords.areIn(text.removingPercentEncoding ?? text)
  }

  // MARK: The postal address

  private static func lookForAddress(
    _ edition: LintSubject.Frame, _ page: LintedPage, _ list: inout FindingList
  ) {
    let lines = edition.postalAddress.split(whereSeparator: { $0.isNewline || $0 == "," })
      .map { Words.essence(String($0)) }.filter { !$0.isEmpty }
    let parts = [(Place.Part.html, page.essence.html), (.text, page.essence.text)]
    for (part, content) in parts where !content.isEmpty {
      guard lines.isEmpty || !lines.allSatisfy({ content.contains($0) }) else { continue }
      list.add(
        Finding(
          .noPostalAddress,
          "the \(part == .html ? "HTML" : "text") part does not show the postal address",
          at: Place(part), remedy: "put {{postalAddress}} into the template"))
    }
  }

  /// A file does not say what its address is: a postcode or a street is looked for.
  private static func lookForAnyAddress(_ page: LintedPage, _ list: inout FindingList) {
    let words = page.visibleTexts.flatMap {
      $0.text.split(whereSeparator: { $0.isWhitespace || $0 == "," })
    }
    let looksLikeOne = words.indices.contains { index in
      isPostcode(words[index]) || (isStreet(words[index]) && hasNumber(words, near: index))
    }
    if looksLikeOne { return }
    list.add(
      Finding(
        .noPostalAddress, "there is no postal address to be seen", at: Place(.html),
        remedy: "write where paper mail reaches you; many countries ask for it",
        severity: .warning))
  }

  private static func isPostcode(_ word: Substring) -> Bool {
    let digits = word.filter(\.isNumber)
    return digits.count == 5 && word.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
  }

  private static let streets: Set<String> = [
    "street", "st", "avenue", "ave", "road", "rd", "suite", "boulevard", "blvd", "box", "lane",
    "drive", "way", "square", "calle", "avenida", "plaza", "rue", "straße", "strasse", "platz",
  ]

  private static func isStreet(_ word: Substring) -> Bool {
    streets.contains(word.lowercased().filter(\.isLetter))
  }

  private static func hasNumber(_ words: [Substring], near index: Int) -> Bool {
    words[max(0, index - 4)..<min(words.count, index + 4)].contains { $0.first?.isNumber == true }
  }
}
