/// What links say: read aloud one after the other they must still make sense.
enum LinkTextCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var said: [Key: String] = [:]
    for link in VisibleLink.all(in: page) {
      let place = page.place(of: link.element)
      guard !link.words.isEmpty else {
        list.add(
          Finding(
            .linkEmpty, "the link to '\(LinkTargetCheck.shortened(link.target))' has no words",
            at: place, affected: ["screen readers"],
            remedy: "write words into it, or an alt text for its picture"))
        continue
      }
      lookAtWords(link, page, place, &list)
      let key = Key(context: link.context, essence: Words.essence(link.words))
      if let other = said[key], other != link.target {
        list.add(
          Finding(
            .linkAmbiguous, "two links say '\(link.words.prefix(60))' and lead to different places",
            at: place, affected: ["screen readers"], remedy: "let each say where it leads"))
      } else if said[key] == nil {
        said[key] = link.target
      }
    }
  }

  private struct Key: Hashable {
    let context: Int
    let essence: String
  }

  private static let vague: Set<String> = [
    "clickhere", "here", "click", "clickthis", "thislink", "link", "more", "this", "go", "page",
    "clickhereformore", "clickheretoreadmore", "presshere", "taphere", "aquí", "aqui",
    "hagaclicaquí",
    "hazclicaquí", "pulseaquí", "clicaquí", "más", "enlace", "esteenlace", "hier", "ici",
    "readmore", "readon", "learnmore", "seemore", "viewmore", "showmore", "findoutmore",
    "moreinfo", "moreinformation", "details", "moredetails", "continue", "continuereading",
    "fullstory", "leermás", "leermas", "sigaleyendo", "seguirleyendo", "vermás", "másinformación",
    "sabermás", "detalles", "leiamais", "saibamais", "lirelasuite", "lireplus", "ensavoirplus",
    "weiterlesen", "mehr", "mehrlesen", "mehrerfahren", "leggitutto", "leggidipiù", "altro",
  ]

  private static func lookAtWords(
    _ link: VisibleLink, _ page: LintedPage, _ place: Place, _ list: inout FindingList
  ) {
    let essence = Words.essence(link.words)
    // Arrows and dots alone have no essence; emoji are read aloud.
    let isSign = essence.isEmpty && !link.words.unicodeScalars.contains(where: isPictogram)
    if isSign || vague.contains(essence) {
      list.add(
        Finding(
          .linkVague, "a link says only '\(link.words)'", at: place, affected: ["screen readers"],
          remedy: "say what is behind it, such as 'Read the contract'"))
    }
    let isAddress = link.words.hasPrefix("http://") || link.words.hasPrefix("https://")
    // A story without a title has its address in its place: that is the source's slip.
    if isAddress, !link.words.contains(" "), !link.isHeading {
      list.add(
        Finding(
          .linkBare, "a link shows its address instead of words", at: place,
          affected: ["screen readers, which spell it out"], remedy: "say what is behind it",
          severity: .advice))
    }
  }
}

extension LinkTextCheck {
  /// Drawn as a picture, with a name that is read aloud.
  private static func isPictogram(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation
  }
}

/// A link that a reader sees, with what it says.
struct VisibleLink {
  let element: Int
  let target: String
  /// Its text, its pictures' alt texts, or its label.
  let words: String
  /// The last heading before or around it, which tells what it is about; -1 before any.
  let context: Int
  let isHeading: Bool

  static func all(in page: LintedPage) -> [VisibleLink] {
    var links: [VisibleLink] = []
    var heading = -1
    var lastTop = -1
    for (number, element) in page.page.elements.enumerated() {
      if HTMLElements.headings.contains(element.name) {
        heading = number
        lastTop = element.end
      }
      // Rows of a list tell apart what follows the last story.
      guard element.name == "a", let target = element.attribute("href"),
        !page.light[number].isHidden
      else { continue }
      links.append(
        VisibleLink(
          element: number, target: LinkTarget.trimmed(target), words: words(of: number, page.page),
          context: heading, isHeading: element.start < lastTop))
    }
    return links
  }

  /// In one link; more are a link that was never ended.
  private static let mostElements = 200

  private static func words(of element: Int, _ page: HTMLPage) -> String {
    let entry = page.elements[element]
    if let label = entry.attribute("aria-label"), !label.isEmpty { return Words.folded(label) }
    var words = page.text(of: element)
    for inner in page.elements(in: page.content(of: element)).prefix(mostElements) {
      guard page.elements[inner].name == "img" else { continue }
      words += " " + (page.elements[inner].attribute("alt") ?? "")
    }
    let folded = Words.folded(words)
    return folded.isEmpty ? Words.folded(entry.attribute("title") ?? "") : folded
  }
}
