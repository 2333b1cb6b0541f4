import Markup

/// Reads a page in one pass, in linear time, and notes what is not as it should be.
struct HTMLPageReader {
  private(set) var page: HTMLPage
  private let octets: [UInt8]
  private var position = 0
  /// The elements that are begun and not ended, the outermost first.
  private var open: [Int] = []
  /// How often each name is open, so that a stray end tag costs no search.
  private var openCounts: [String: Int] = [:]
  private var harmlessFlaws = 0

  /// Deeper ones count as children of the last that is kept.
  private static let deepest = 256
  private static let mostElements = 60_000
  /// Of the harmless ones, and of the others: neither crowds out the other.
  private static let mostFlaws = 2000
  private static let mostAttributes = 100

  init(_ octets: [UInt8], into page: HTMLPage) {
    self.octets = octets
    self.page = page
  }

  mutating func read() {
    while position < octets.count, page.elements.count < Self.mostElements {
      if octets[position] == UInt8(ascii: "<"), readMarkup() { continue }
      readText()
    }
    while let last = open.last {
      close(last, at: octets.count, end: octets.count, isWritten: false)
    }
  }

  // MARK: Text

  private mutating func readText() {
    let start = position
    // What brought us here is text, even when it is a `<`.
    position += 1
    while position < octets.count, !isMarkup(at: position) { position += 1 }
    addText(start..<position)
  }

  private mutating func addText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    for reference in HTMLText.unknownReferences(in: octets[range]) {
      note(.unknownReference(reference.name), at: reference.place)
    }
    page.texts.append(
      HTMLPage.Text(
        parent: open.last, start: range.lowerBound,
        text: HTMLText.resolved(octets[range])))
  }

  private func isMarkup(at place: Int) -> Bool {
    guard octets[place] == UInt8(ascii: "<"), place + 1 < octets.count else { return false }
    let next = octets[place + 1]
    return next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      || Letters.isLetter(next)
  }

  // MARK: Markup

  /// False when the `<` here is text.
  private mutating func readMarkup() -> Bool {
    guard isMarkup(at: position) else { return false }
    switch octets[position + 1] {
    case UInt8(ascii: "!") where starts(with: "<!--"): readComment()
    case UInt8(ascii: "!"), UInt8(ascii: "?"): readDeclaration()
    case UInt8(ascii: "/"): readEndTag()
    default: readStartTag()
    }
    return true
  }

  private func starts(with mark: StaticString) -> Bool {
    guard position + mark.utf8CodeUnitCount <= octets.count else { return false }
    return mark.withUTF8Buffer { mark in
      mark.indices.allSatisfy { octets[position + $0] == mark[$0] }
    }
  }

  private mutating func readComment() {
    let start = position
    position += 4
    // `<!-->` is a whole comment too: it closes a conditional one for all clients but one.
    if position < octets.count, octets[position] == UInt8(ascii: ">") {
      position += 1
      page.comments.append(HTMLPage.Comment(start: start, text: ""))
      return
    }
    while position < octets.count, !starts(with: "-->") { position += 1 }
    if position >= octets.count { note(.unfinishedComment, at: start) }
    page.comments.append(
      HTMLPage.Comment(
        start: start,
        text: String(decoding: octets[min(start + 4, position)..<position], as: UTF8.self)))
    position = min(position + 3, octets.count)
  }

  private mutating func readDeclaration() {
    let start = position
    while position < octets.count, octets[position] != UInt8(ascii: ">") { position += 1 }
    let text = String(decoding: octets[start..<min(position, start + 20)], as: UTF8.self)
    if text.lowercased().hasPrefix("<!doctype html") { page.hasDoctype = true }
    position = min(position + 1, octets.count)
  }

  private mutating func readName() -> String {
    let start = position
    while position < octets.count, Letters.isName(octets[position]) { position += 1 }
    return String(decoding: octets[start..<position].map(Letters.lowercased), as: UTF8.self)
  }

  private mutating func readEndTag() {
    let start = position
    position += 2
    let name = readName()
    while position < octets.count, octets[position] != UInt8(ascii: ">") { position += 1 }
    if position >= octets.count { note(.unfinishedTag(name), at: start) }
    position = min(position + 1, octets.count)
    end(name, at: start)
  }

  private mutating func end(_ name: String, at start: Int) {
    guard !name.isEmpty, !HTMLElements.void.contains(name) else { return }
    guard openCounts[name, default: 0] > 0 else { return note(.strayEnd(name), at: start) }
    while let last = open.last {
      let inner = page.elements[last].name
      if inner == name { return close(last, at: start, end: position, isWritten: true) }
      if !HTMLElements.optionalEnd.contains(inner) {
        note(.crossed(inner, with: name), at: page.elements[last].start)
      }
      close(last, at: start, end: start, isWritten: true)
    }
  }

  private mutating func close(_ element: Int, at place: Int, end: Int, isWritten: Bool) {
    let name = page.elements[element].name
    if !isWritten, !HTMLElements.optionalEnd.contains(name) {
      note(.unclosed(name), at: page.elements[element].start)
    }
    page.elements[element].contentEnd = place
    page.elements[element].end = end
    openCounts[name, default: 1] -= 1
    open.removeLast()
  }

  private mutating func readStartTag() {
    let start = position
    position += 1
    let name = readName()
    let (attributes, isSelfClosing) = readAttributes(of: name, at: start)
    // An element may end the one before it: <li>, <tr>, a paragraph before a block.
    while let last = open.last,
      HTMLElements.ends(page.elements[last].name, before: name)
    {
      close(last, at: start, end: start, isWritten: true)
    }
    let number = page.elements.count
    page.elements.append(
      HTMLPage.Element(
        name: name, attributes: attributes, parent: open.last, start: start,
        contentStart: position, contentEnd: position, end: position))
    if HTMLElements.void.contains(name) { return }
    // In HTML the slash means nothing, but on SVG's elements.
    if isSelfClosing, HTMLElements.foreign.contains(name) { return }
    if HTMLElements.raw.contains(name) { return readRaw(name, number) }
    guard open.count < Self.deepest else { return note(.tooDeep, at: start) }
    open.append(number)
    openCounts[name, default: 0] += 1
  }

  /// What is in a script, style or title is text up to the end tag.
  private mutating func readRaw(_ name: String, _ element: Int) {
    let start = position
    let mark = Array("</\(name)".utf8)
    while position < octets.count, !matches(mark) { position += 1 }
    if position >= octets.count { note(.unclosed(name), at: page.elements[element].start) }
    page.elements[element].contentEnd = position
    let text = octets[start..<position]
    page.texts.append(
      HTMLPage.Text(
        parent: element, start: start,
        text: name == "title" || name == "textarea"
          ? HTMLText.resolved(text) : String(decoding: text, as: UTF8.self)))
    while position < octets.count, octets[position] != UInt8(ascii: ">") { position += 1 }
    position = min(position + 1, octets.count)
    page.elements[element].end = position
  }

  private func matches(_ mark: [UInt8]) -> Bool {
    guard octets[position] == mark[0], position + mark.count <= octets.count else { return false }
    return mark.indices.allSatisfy { Letters.lowercased(octets[position + $0]) == mark[$0] }
  }

  // MARK: Attributes

  private mutating func readAttributes(
    of name: String, at start: Int
  ) -> ([HTMLPage.Attribute], isSelfClosing: Bool) {
    var attributes: [HTMLPage.Attribute] = []
    while position < octets.count {
      let octet = octets[position]
      if octet == UInt8(ascii: ">") {
        position += 1
        return (attributes, octets[position - 2] == UInt8(ascii: "/"))
      }
      if octet == UInt8(ascii: "<") { break }
      if Letters.isSpace(octet) || octet == UInt8(ascii: "/") {
        position += 1
        continue
      }
      add(readAttribute(), to: &attributes, of: name, at: start)
    }
    note(.unfinishedTag(name), at: start)
    return (attributes, false)
  }

  private mutating func add(
    _ attribute: HTMLPage.Attribute, to attributes: inout [HTMLPage.Attribute], of name: String,
    at start: Int
  ) {
    guard attributes.count < Self.mostAttributes else { return }
    if attributes.contains(where: { $0.name == attribute.name }) {
      return note(.repeatedAttribute(attribute.name, in: name), at: start)
    }
    attributes.append(attribute)
  }

  private mutating func readAttribute() -> HTMLPage.Attribute {
    let start = position
    position += 1
    while position < octets.count, !Letters.endsAttributeName(octets[position]) { position += 1 }
    let name = String(
      decoding: octets[start..<position].map(Letters.lowercased), as: UTF8.self)
    skipSpaces()
    guard position < octets.count, octets[position] == UInt8(ascii: "=") else {
      return HTMLPage.Attribute(name: name, value: "", start: position)
    }
    position += 1
    skipSpaces()
    return readValue(of: name)
  }

  private mutating func readValue(of name: String) -> HTMLPage.Attribute {
    guard position < octets.count else {
      return HTMLPage.Attribute(name: name, value: "", start: position)
    }
    let mark = octets[position]
    let isQuoted = mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    if isQuoted { position += 1 }
    let start = position
    while position < octets.count {
      let octet = octets[position]
      if isQuoted ? octet == mark : Letters.isSpace(octet) || octet == UInt8(ascii: ">") { break }
      position += 1
    }
    let value = HTMLText.resolved(octets[start..<position])
    if isQuoted { lookForTags(in: start..<position) }
    if isQuoted { position = min(position + 1, octets.count) }
    return HTMLPage.Attribute(name: name, value: value, start: start)
  }

  /// A whole tag in a value shows a quotation mark that was forgotten, here or before.
  private mutating func lookForTags(in value: Range<Int>) {
    guard let open = octets[value].firstIndex(of: UInt8(ascii: "<")),
      octets[open..<value.upperBound].contains(UInt8(ascii: ">")), isMarkup(at: open)
    else { return }
    note(.unendedValue, at: value.lowerBound)
  }

  private mutating func skipSpaces() {
    while position < octets.count, Letters.isSpace(octets[position]) { position += 1 }
  }

  private mutating func note(_ kind: HTMLPage.Flaw.Kind, at offset: Int) {
    let count = kind.isHarmless ? harmlessFlaws : page.flaws.count - harmlessFlaws
    guard count < Self.mostFlaws else { return }
    if kind.isHarmless { harmlessFlaws += 1 }
    page.flaws.append(HTMLPage.Flaw(kind: kind, offset: offset))
  }
}
