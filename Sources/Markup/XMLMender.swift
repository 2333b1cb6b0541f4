/// Turns what is served as XML into XML that a parser takes, in one pass over its bytes.
///
/// Junk before the first tag, the XML declaration and the document type go. Stray `&` and `<` are
/// escaped, HTML's named characters and entities that the document declares as plain text are
/// replaced, attributes get their quotes, missing end tags are added and surplus ones dropped,
/// and a CDATA section or comment that never ends is ended. So libxml2 has nothing to lose.
struct XMLMender {
  /// Elements deeper than this lose their tags, not their text (libxml2 stops at 256).
  static let depthLimit = 200

  private var input: ByteScanner
  private var output: [UInt8] = []
  private var open = OpenElements()
  private var entities: [String: String] = [:]
  private var hasRoot = false
  /// Whether an end of a comment may still come: looking for it each time in vain takes the square.
  private var commentsEnd = true
  private var isFinished = false

  private init(_ bytes: [UInt8]) {
    input = ByteScanner(bytes)
    output.reserveCapacity(bytes.count + bytes.count / 8)
  }

  /// The mended document, in UTF-8, without a declaration; empty when there is no tag in it.
  static func mend(_ text: String) -> [UInt8] {
    var mender = XMLMender(CharacterCleaning.withoutControls(Array(text.utf8)))
    mender.skipJunk()
    while !mender.input.isAtEnd, !mender.isFinished { mender.mendNext() }
    mender.closeAll()
    return mender.hasRoot ? mender.output : []
  }

  /// Goes to the declaration or to the first tag that may be a feed's root.
  private mutating func skipJunk() {
    let starts = ["<?xml", "<rss", "<feed", "<rdf:rdf", "<channel", "<!doctype"]
    let found = starts.compactMap { input.position(of: Array($0.utf8), within: 20_000) }.min()
    if let found { input.position = found }
  }

  private mutating func mendNext() {
    switch input.current {
    case Ascii.less: mendMarkup()
    case Ascii.ampersand: mendReference()
    default: copyText()
    }
  }

  /// Declarations that no feed needs, and CDATA that was cut off in its first letters.
  private static func beginsDeclaration(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || byte == 0x5B
  }

  private mutating func copyText() {
    let text = input.take { $0 != Ascii.less && $0 != Ascii.ampersand }
    guard hasRoot else { return }
    // "]]>" may not stand in text.
    for byte in text {
      if byte == Ascii.greater { output += "&gt;".utf8 } else { output.append(byte) }
    }
  }

  // MARK: Markup

  private mutating func mendMarkup() {
    if input.starts(with: "<![CDATA[") {
      mendSection()
    } else if input.starts(with: "<!--") {
      skipComment()
    } else if input.starts(with: "<?") {
      input.skip(past: ">")
    } else if input.startsIgnoringCase(with: "<!doctype") {
      mendDocumentType()
    } else if input.starts(with: "<!"), Self.beginsDeclaration(input.byte(after: 2)) {
      input.skip(past: ">")
    } else if input.starts(with: "</"), Ascii.isNameStart(input.byte(after: 2)) {
      mendEndTag()
    } else if Ascii.isNameStart(input.byte(after: 1)) {
      mendStartTag()
    } else {
      input.position += 1
      if hasRoot { output += "&lt;".utf8 }
    }
  }

  /// Goes behind a comment; where it never ends, only its mark is dropped.
  private mutating func skipComment() {
    input.position += 4
    guard commentsEnd else { return }
    commentsEnd = input.skipIfFound(past: "-->")
  }

  /// Keeps a CDATA section, which may also be cut short.
  private mutating func mendSection() {
    input.position += 9
    let text = input.take(until: "]]>")
    guard hasRoot, !open.isEmpty else { return }
    output += "<![CDATA[".utf8
    output += text
    output += "]]>".utf8
  }

  private mutating func mendDocumentType() {
    entities.merge(DocumentType.read(&input)) { first, _ in first }
  }

  private mutating func mendEndTag() {
    input.position += 2
    let name = input.take(while: Ascii.isName)
    _ = input.take { $0 != Ascii.greater && $0 != Ascii.less }
    if input.current == Ascii.greater { input.position += 1 }
    guard let place = open.lastIndex(of: name) else { return }
    while open.count > place { closeLast() }
    isFinished = open.isEmpty
  }

  private mutating func mendStartTag() {
    let start = input.position
    input.position += 1
    let name = input.take(while: Ascii.isName)
    guard let attributes = TagAttributes.read(&input) else {
      // A tag that never ends is text.
      input.position = start + 1
      if hasRoot { output += "&lt;".utf8 }
      return
    }
    closeForgotten(before: name)
    let isVoid = attributes.isSelfClosing || Self.isVoidInHTML(name)
    guard open.count < Self.depthLimit else {
      if !isVoid, open.count < Self.depthLimit * 2 { open.append(name) }
      return
    }
    write(name, attributes.pairs)
    hasRoot = true
    if isVoid {
      output += "/>".utf8
      isFinished = open.isEmpty
    } else {
      output.append(Ascii.greater)
      open.append(name)
    }
  }

  private mutating func write(_ name: ArraySlice<UInt8>, _ pairs: [TagAttributes.Pair]) {
    output.append(Ascii.less)
    output += name
    for pair in pairs {
      output.append(Ascii.space)
      output += pair.name
      output += "=\"".utf8
      writeValue(pair.value)
      output.append(Ascii.quote)
    }
  }

  private mutating func writeValue(_ value: ArraySlice<UInt8>) {
    let outer = input
    input = ByteScanner(value)
    while !input.isAtEnd {
      switch input.current {
      case Ascii.ampersand: mendReference()
      case Ascii.less:
        output += "&lt;".utf8
        input.position += 1
      case Ascii.quote:
        output += "&quot;".utf8
        input.position += 1
      default:
        output.append(input.current)
        input.position += 1
      }
    }
    input = outer
  }

  /// Ends what a feed forgot to end: an item holds no item, and a title no link.
  private mutating func closeForgotten(before name: ArraySlice<UInt8>) {
    if Self.isOne(of: Self.items, name) {
      let place = open.lastIndex(of: name)
      while let place, open.count > place { closeLast() }
    }
    if let last = open.last, Self.isOne(of: Self.lines, last), Self.isOne(of: Self.parts, name) {
      closeLast()
    }
  }

  private static let items: [ArraySlice<UInt8>] = ["item", "entry"].map { Array($0.utf8)[...] }
  private static let lines: [ArraySlice<UInt8>] =
    ["title", "link", "guid", "pubdate"].map { Array($0.utf8)[...] }
  private static let parts: [ArraySlice<UInt8>] =
    ["title", "link", "guid", "pubdate", "description", "category"].map { Array($0.utf8)[...] }

  private static func isOne(of names: [ArraySlice<UInt8>], _ name: ArraySlice<UInt8>) -> Bool {
    name.count < 12 && names.contains { Ascii.equalIgnoringCase($0, name) }
  }

  private mutating func closeLast() {
    guard let name = open.popLast(), open.count < Self.depthLimit else { return }
    output += "</".utf8
    output += name
    output.append(Ascii.greater)
  }

  private mutating func closeAll() {
    while !open.isEmpty { closeLast() }
  }

  private static let voids: [ArraySlice<UInt8>] =
    ["br", "hr", "img", "wbr"].map { Array($0.utf8)[...] }

  /// Elements that HTML never closes, met where a feed holds unescaped HTML.
  private static func isVoidInHTML(_ name: ArraySlice<UInt8>) -> Bool {
    isOne(of: voids, name)
  }

  // MARK: References

  private mutating func mendReference() {
    let start = input.position
    input.position += 1
    let name = input.take(atMost: 40) { Ascii.isName($0) || $0 == Ascii.hash }
    guard input.current == Ascii.semicolon, let replacement = replacement(for: name) else {
      input.position = start + 1
      if hasRoot { output += "&amp;".utf8 }
      return
    }
    input.position += 1
    if hasRoot { output += replacement.utf8 }
  }

  /// What may stand for a reference, or nil when it is none.
  private func replacement(for name: ArraySlice<UInt8>) -> String? {
    let name = String(decoding: name, as: UTF8.self)
    if ["lt", "gt", "amp", "quot", "apos"].contains(name) { return "&\(name);" }
    if name.hasPrefix("#") {
      // A character that XML forbids is left out rather than shown as a number.
      return Self.number(name.dropFirst()).map { number in
        HTMLEntity.character(numbered: number).map { "&#\($0.value);" } ?? ""
      }
    }
    if let declared = entities[name] { return declared }
    return HTMLEntity.character(named: name).map { "&#\($0.value);" }
  }

  private static func number(_ text: Substring) -> UInt32? {
    guard let first = text.first else { return nil }
    return first == "x" || first == "X" ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
  }
}
