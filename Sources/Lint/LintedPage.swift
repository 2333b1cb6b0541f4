import Mail

/// A subject with all that the checks ask of it worked out once.
struct LintedPage: Sendable {
  let subject: LintSubject
  let clients: [MailClient]
  let page: HTMLPage
  /// BCP 47, lower case, of the whole page.
  let language: String
  let styles: PageStyles
  let light: Looks
  /// Nil when the page has no colours of its own for dark mode.
  let dark: Looks?
  let stories: [StoryRegion]
  /// The HTML part as mailed, in octets.
  let encodedSize: Int
  /// The texts that a reader sees, in order.
  let visibleTexts: [HTMLPage.Text]
  /// What both parts say, without spaces and signs, to be searched.
  let essence: (html: String, text: String)

  init(_ subject: LintSubject, clients: [MailClient]) {
    self.subject = subject
    self.clients = clients
    page = HTMLPage(subject.html)
    let root = page.elements.first { $0.name == "html" }
    language = (root?.attribute("lang") ?? "").lowercased()
    styles = PageStyles(page)
    let light = Looks(page, styles, isDark: false)
    self.light = light
    dark = styles.hasDarkRules ? Looks(page, styles, isDark: true) : nil
    stories = StoryRegion.regions(of: subject.edition?.stories ?? [], in: page)
    encodedSize =
      subject.edition?.encodedHTMLSize ?? MIMEPart.text(subject.html, subtype: "html").body.count
    visibleTexts = page.texts.filter { text in
      guard let parent = text.parent else { return true }
      return !light[parent].isHidden
    }
    essence = (
      Words.essence(visibleTexts.map(\.text).joined(separator: " ")),
      Words.essence(subject.edition?.text ?? "")
    )
  }

  /// The story that an octet belongs to.
  func story(at offset: Int) -> String? {
    stories.first { $0.range.contains(offset) }?.title
  }

  /// Whether a reader sees anything of an element: words of a size and colour to be read, or a
  /// picture.
  func isSeen(_ element: Int) -> Bool {
    let content = page.content(of: element)
    let hasPicture = page.elements(in: content).contains {
      page.elements[$0].name == "img" && !light[$0].isHidden
    }
    return hasPicture
      || page.texts(in: content).contains { text in
        guard let parent = text.parent, !Words.essence(text.text).isEmpty else { return false }
        return light[parent].isReadable
      }
  }

  func place(at offset: Int) -> Place {
    Place(.html, line: page.lines.line(of: offset), story: story(at: offset))
  }

  func place(of element: Int) -> Place { place(at: page.elements[element].start) }
}

/// The stretch of a page that one story has.
struct StoryRegion: Sendable {
  let title: String
  let heading: Int
  let range: Range<Int>

  /// Where the stories stand: each at the heading that is its title, from the outermost element
  /// that holds no other story up to where the next begins.
  static func regions(of stories: [LintSubject.Piece], in page: HTMLPage) -> [StoryRegion] {
    let found = headings(of: stories, in: page)
    guard !found.isEmpty else { return [] }
    let owners = found.indices.map { index in
      owner(
        of: found[index].heading, before: index > 0 ? found[index - 1].heading : nil,
        after: index + 1 < found.count ? found[index + 1].heading : nil, in: page)
    }
    return found.indices.map { index in
      let start = page.elements[owners[index]].start
      let end =
        index + 1 < found.count
        ? sectionStart(between: found[index].heading, and: found[index + 1].heading, in: page)
          ?? page.elements[owners[index + 1]].start
        : page.elements[owners[index]].end
      return StoryRegion(
        title: found[index].title, heading: found[index].heading, range: start..<max(start, end))
    }
  }

  /// Where a section of its own begins between two stories: 'More news' is none of the first's.
  private static func sectionStart(between first: Int, and next: Int, in page: HTMLPage) -> Int? {
    let name = page.elements[first].name
    let section = (first + 1..<next).first {
      // h1 to h6: a heading as high as the story's, or higher.
      HTMLElements.headings.contains(page.elements[$0].name) && page.elements[$0].name <= name
    }
    return section.map { page.elements[owner(of: $0, before: first, after: next, in: page)].start }
  }

  /// The headings in the order of the page. A story is looked for behind the one before it, then
  /// anywhere: a template may show them in another order.
  private static func headings(
    of stories: [LintSubject.Piece], in page: HTMLPage
  ) -> [(title: String, heading: Int)] {
    var found: [(title: String, heading: Int)] = []
    var candidates = page.elements(named: HTMLElements.headings).map {
      (element: $0, essence: Words.essence(page.text(of: $0)))
    }
    var next = 0
    for story in stories {
      let title = Words.essence(story.title)
      let isMatch = { (place: Int) in isTitle(candidates[place].essence, of: title) }
      guard !title.isEmpty,
        let place = candidates.indices[next...].first(where: isMatch)
          ?? candidates.indices.first(where: isMatch)
      else { continue }
      found.append((story.title, candidates.remove(at: place).element))
      next = place
    }
    return found.sorted { $0.heading < $1.heading }
  }

  /// Templates may cut a title that is very long.
  private static func isTitle(_ heading: String, of title: String) -> Bool {
    heading == title || (heading.utf8.count > 60 && title.hasPrefix(heading))
  }

  private static let rows: Set<String> = ["tr", "article", "section", "li"]

  private static func owner(of heading: Int, before: Int?, after: Int?, in page: HTMLPage) -> Int {
    var owner = heading
    for ancestor in page.ancestors(of: heading) {
      let element = page.elements[ancestor]
      let others = [before, after].compactMap(\.self)
      let holdsOther = others.contains {
        element.start < page.elements[$0].start && page.elements[$0].start < element.end
      }
      if holdsOther || element.name == "body" || element.name == "html" { break }
      owner = ancestor
      // A lone story would own the page.
      if others.isEmpty, rows.contains(element.name) { break }
    }
    return owner
  }
}
