/// A page as it is written, with the place of everything in it.
///
/// It is read by our own reader and not by Markup's tokenizer, which does as browsers do. A browser
/// takes what follows a forgotten `>` for attributes, so that the next tag is gone and its end tag
/// seems to be stray; here reading goes on at the `<`, and the tag that was not ended is told in its
/// own line. It skips what is in `<noscript>`, which some clients show. And it makes a token of all
/// there is, where the number of elements is limited here. Only the reading of attributes would be
/// shared, a third of this, and twice read to find what it had passed over.
struct HTMLPage: Sendable {
  /// One element; elements stand in the order of their start tags.
  struct Element: Sendable {
    /// In lower case.
    let name: String
    let attributes: [Attribute]
    /// The element around it.
    let parent: Int?
    /// Where its start tag begins, in octets.
    let start: Int
    /// Where its content begins.
    let contentStart: Int
    /// Where its content ends.
    var contentEnd: Int
    /// Behind its end tag.
    var end: Int
    /// Whether it stands before or behind all its siblings, or those of its name.
    var rank: Rank = []
  }

  /// How an element stands among its siblings.
  struct Rank: OptionSet, Sendable, Hashable {
    let rawValue: UInt8
    static let firstChild = Rank(rawValue: 1)
    static let firstOfType = Rank(rawValue: 2)
    static let lastChild = Rank(rawValue: 4)
    static let lastOfType = Rank(rawValue: 8)
  }

  struct Attribute: Sendable, Hashable {
    /// In lower case.
    let name: String
    /// With entities resolved.
    let value: String
    /// Where the value begins, in octets.
    let start: Int
  }

  /// A stretch of text.
  struct Text: Sendable {
    /// The element it is in.
    let parent: Int?
    let start: Int
    /// With entities resolved, white space as written.
    let text: String
  }

  /// A comment, conditional ones among them.
  struct Comment: Sendable {
    let start: Int
    let text: String
  }

  /// Something that browsers have to guess at.
  struct Flaw: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      case strayEnd(String)
      case unclosed(String)
      case crossed(String, with: String)
      case unfinishedTag(String)
      case unfinishedComment
      case unendedValue
      case repeatedAttribute(String, in: String)
      case unknownReference(String)
      case tooDeep
      case tooLong

      /// Whether clients guess alike at what was meant.
      var isHarmless: Bool {
        switch self {
        case .strayEnd(let name): name == "p"
        case .repeatedAttribute, .unknownReference, .tooDeep, .tooLong: true
        default: false
        }
      }
    }

    let kind: Kind
    let offset: Int
  }

  var elements: [Element] = []
  var texts: [Text] = []
  var comments: [Comment] = []
  var flaws: [Flaw] = []
  var hasDoctype = false
  let lines: LineIndex
  let size: Int

  /// More octets than this are not read: no client shows them.
  static let longest = 3_000_000

  init(_ html: String) {
    let octets = Array(html.utf8.prefix(Self.longest))
    var reader = HTMLPageReader(
      octets, into: HTMLPage(lines: LineIndex(octets), size: html.utf8.count))
    reader.read()
    self = reader.page
    rank()
    if size > Self.longest { flaws.append(Flaw(kind: .tooLong, offset: octets.count)) }
  }

  /// A page that is still to be read.
  private init(lines: LineIndex, size: Int) {
    self.lines = lines
    self.size = size
  }
}

extension HTMLPage {
  /// Tells first and last children, in two passes.
  fileprivate mutating func rank() {
    rank(elements.indices, .firstChild, .firstOfType)
    rank(elements.indices.reversed(), .lastChild, .lastOfType)
  }

  private struct Kind: Hashable {
    let parent: Int?
    /// Nil: any.
    let name: String?
  }

  private mutating func rank(_ order: some Sequence<Int>, _ child: Rank, _ type: Rank) {
    var seen: Set<Kind> = []
    for number in order {
      let element = elements[number]
      if seen.insert(Kind(parent: element.parent, name: nil)).inserted {
        elements[number].rank.insert(child)
      }
      if seen.insert(Kind(parent: element.parent, name: element.name)).inserted {
        elements[number].rank.insert(type)
      }
    }
  }
}

extension HTMLPage.Element {
  /// The value of an attribute by its name in lower case.
  func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  func has(_ name: String) -> Bool { attributes.contains { $0.name == name } }
}

extension HTMLPage {
  func line(of element: Int) -> Int { lines.line(of: elements[element].start) }

  /// The elements of a name.
  func elements(named names: Set<String>) -> [Int] {
    elements.indices.filter { names.contains(elements[$0].name) }
  }

  /// The texts within a stretch of the page.
  func texts(in range: Range<Int>) -> ArraySlice<Text> {
    let low = firstText(at: range.lowerBound)
    return texts[low..<max(low, firstText(at: range.upperBound))]
  }

  private func firstText(at offset: Int) -> Int {
    var low = 0
    var high = texts.count
    while low < high {
      let middle = (low + high) / 2
      if texts[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The elements that begin within a stretch of the page.
  func elements(in range: Range<Int>) -> Range<Int> {
    firstElement(
      at: range.lowerBound)..<max(
        firstElement(at: range.lowerBound), firstElement(at: range.upperBound))
  }

  private func firstElement(at offset: Int) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func content(of element: Int) -> Range<Int> {
    elements[element]
      .contentStart..<max(
        elements[element].contentStart, elements[element].contentEnd)
  }

  /// All text within an element, on one line.
  func text(of element: Int) -> String {
    Words.folded(
      texts(in: content(of: element)).prefix(Self.mostTexts).map(\.text).joined(separator: " "))
  }

  /// Of one heading or link; more are one that was never ended.
  private static let mostTexts = 200

  /// The elements around one, the innermost first.
  func ancestors(of element: Int) -> some Sequence<Int> {
    sequence(state: elements[element].parent) { next -> Int? in
      guard let current = next else { return nil }
      next = elements[current].parent
      return current
    }
  }
}
