/// Writes a page with its styles in the elements, and without what nobody sees.
struct PageWriter {
  private let page: InliningPage
  private let cascade: PageCascade
  private let space: ShownSpace
  private var elementOfTag: [Int: Int] = [:]
  /// Elements without a tag that need one, by the token they begin before.
  private var impliedBefore: [Int: [Int]] = [:]
  private var sheetOfTag: [Int: String] = [:]
  private var output: [UInt8] = []
  /// Whether the last thing that was read is a comment that was left out.
  private var isBehindComment = false

  init(_ page: InliningPage, _ cascade: PageCascade) {
    self.page = page
    self.cascade = cascade
    space = ShownSpace(page, cascade)
    for (index, element) in page.tree.elements.enumerated() {
      if let tag = element.tag {
        elementOfTag[tag] = index
      } else if style(of: index) != nil {
        impliedBefore[element.beginsBefore, default: []].append(index)
      }
    }
    for (tag, text) in zip(page.sheetTags, cascade.solution.sheets) { sheetOfTag[tag] = text }
  }

  mutating func written() -> [UInt8] {
    output.reserveCapacity(page.bytes.count + 4_096)
    var place = 0
    while place < page.tokens.count {
      for element in impliedBefore[place] ?? [] { writeImplied(element) }
      if let sheet = sheetOfTag[place] {
        place = writeSheet(sheet, at: place)
      } else {
        write(place)
        place += 1
      }
    }
    return output
  }

  private mutating func write(_ place: Int) {
    let token = page.tokens[place]
    switch token.kind {
    case .text: writeText(place)
    case .comment: return writeComment(token)
    case .startTag: writeTag(place)
    case .endTag: output += "</\(token.name)>".utf8
    case .rawText, .doctype, .declaration: output += page.bytes[token.range]
    }
    isBehindComment = false
  }

  // MARK: Styles

  private func style(of element: Int) -> StyleAttribute? {
    cascade.profileOfElement[element].flatMap { cascade.solution.attributes[$0] }
  }

  private mutating func writeImplied(_ element: Int) {
    guard let style = style(of: element) else { return }
    output += "<\(page.tree.elements[element].name) style=\"\(style.value)\">".utf8
  }

  /// An empty sheet goes, but not from the body, where other rules may count elements.
  private mutating func writeSheet(_ text: String, at place: Int) -> Int {
    let element = elementOfTag[place].flatMap { page.tree.elements[$0].parent }
    let isInHead = element.map { page.tree.elements[$0].name == "head" } ?? false
    let hasEnd = place + 2 < page.tokens.count && page.tokens[place + 2].kind == .endTag
    guard !text.isEmpty || !isInHead else { return place + (hasEnd ? 3 : 2) }
    writeTag(place)
    output += text.utf8
    output += "</style>".utf8
    return place + (hasEnd ? 3 : 2)
  }

  // MARK: Tags

  private mutating func writeTag(_ place: Int) {
    let token = page.tokens[place]
    let style = elementOfTag[place].flatMap(style(of:))
    output.append(Ascii.less)
    output += page.bytes[token.range].dropFirst().prefix(token.name.utf8.count)
    var hasStyle = false
    for attribute in token.attributes {
      output.append(Ascii.space)
      if let style, attribute.name == "style", !hasStyle {
        output += "style=\"\(style.value)\"".utf8
        hasStyle = true
      } else {
        output += page.bytes[attribute.range]
      }
    }
    if let style, !hasStyle { output += " style=\"\(style.value)\"".utf8 }
    if token.isSelfClosing, !HTMLKinds.void.contains(token.name) { output += " /".utf8 }
    output.append(Ascii.greater)
  }

  // MARK: Text and comments

  private mutating func writeText(_ place: Int) {
    let text = page.bytes[page.tokens[place].range]
    let isBlank = text.allSatisfy(CSSByte.isWhitespace)
    guard let parent = page.tree.textParents[place] else {
      // Between the head's elements, and before the body.
      output += isBlank ? [] : Array(text)
      return
    }
    if space.isKept(in: parent) {
      output += text
      return
    }
    if isBlank, isBetweenCells(place, parent) { return }
    writeCollapsed(text)
  }

  private func isBetweenCells(_ place: Int, _ parent: Int) -> Bool {
    let name = page.tree.elements[parent].name
    let isPart =
      name == "table" || name == "tr" || name == "colgroup"
      || HTMLKinds.tableSections.contains(name)
    // An element with nothing in it is `:empty`; one with a blank is not.
    let isAlone =
      place > 0 && place + 1 < page.tokens.count && page.tokens[place - 1].kind == .startTag
      && page.tokens[place + 1].kind == .endTag
    return isPart && !isAlone && !space.showsBetweenCells
  }

  /// Each run of white space becomes a line feed where it has one, for those mean something between
  /// characters that need no blanks, else a blank.
  private mutating func writeCollapsed(_ text: ArraySlice<UInt8>) {
    var place = text.startIndex
    // Blanks on both sides of a comment are one run.
    var run: (isOpen: Bool, hasNewline: Bool) = (false, false)
    if isBehindComment, let last = output.last, CSSByte.isWhitespace(last),
      let first = text.first, CSSByte.isWhitespace(first)
    {
      output.removeLast()
      run = (true, CSSByte.isNewline(last))
    }
    while place < text.endIndex {
      let byte = text[place]
      if CSSByte.isWhitespace(byte) {
        run = (true, run.hasNewline || CSSByte.isNewline(byte))
      } else {
        if run.isOpen { output.append(run.hasNewline ? CSSByte.lineFeed : Ascii.space) }
        run = (false, false)
        output.append(byte)
      }
      place += 1
    }
    if run.isOpen { output.append(run.hasNewline ? CSSByte.lineFeed : Ascii.space) }
  }

  /// Only conditional comments stay: Outlook reads what is in them.
  private mutating func writeComment(_ token: HTMLToken) {
    let text = ASCIICase.lowercased(String(decoding: page.bytes[token.range], as: UTF8.self))
    let inner = text.dropFirst(4).drop { $0.isWhitespace }
    if inner.hasPrefix("[if") || inner.hasPrefix("<![endif]") || inner.hasPrefix("[endif]") {
      output += page.bytes[token.range]
      isBehindComment = false
    } else if keepsPiecesApart {
      output += "<!---->".utf8
      isBehindComment = false
    } else {
      isBehindComment = true
    }
  }

  /// Whether what stands before a comment could become something else with what stands behind it:
  /// `&am<!-- -->p;`, `<<!-- -->b`.
  private var keepsPiecesApart: Bool {
    guard let last = output.last else { return false }
    if last == Ascii.less || last == Ascii.slash || last == 0x21 || last == 0x3F { return true }
    let tail = output.suffix(40).reversed().drop {
      Ascii.isLetter($0) || CSSByte.isDigit($0) || $0 == Ascii.hash
    }
    return tail.first == Ascii.ampersand
  }
}
