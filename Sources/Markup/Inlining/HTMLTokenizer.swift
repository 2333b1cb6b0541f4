/// Cuts a page into tokens as browsers do (HTML standard, section 13.2.5), and changes nothing.
struct HTMLTokenizer {
  private let bytes: [UInt8]
  private var place = 0
  private var tokens: [HTMLToken] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func tokens(of bytes: [UInt8]) -> [HTMLToken] {
    var tokenizer = HTMLTokenizer(bytes)
    tokenizer.run()
    return tokenizer.tokens
  }

  private mutating func run() {
    var textStart = 0
    while place < bytes.count {
      guard bytes[place] == Ascii.less, startsMarkup else {
        place += 1
        continue
      }
      append(.text, textStart..<place)
      readMarkup()
      textStart = place
    }
    append(.text, textStart..<place)
  }

  private mutating func append(_ kind: HTMLToken.Kind, _ range: Range<Int>) {
    if !range.isEmpty { tokens.append(HTMLToken(kind: kind, range: range)) }
  }

  /// Whether the `<` here begins anything.
  private var startsMarkup: Bool {
    let byte = at(1)
    if byte == Ascii.slash { return place + 2 < bytes.count }
    return Ascii.isLetter(byte) || byte == 0x21 || byte == 0x3F
  }

  private mutating func readMarkup() {
    let byte = at(1)
    if Ascii.isLetter(byte) || (byte == Ascii.slash && Ascii.isLetter(at(2))) { return readTag() }
    let start = place
    if byte == 0x21, at(2) == CSSByte.hyphen, at(3) == CSSByte.hyphen {
      skipComment()
      return append(.comment, start..<place)
    }
    if starts(with: "<![cdata[") {
      place = find("]]>") ?? bytes.count
    } else {
      skip(past: Ascii.greater)
    }
    let isDoctype = bytes[start..<place].count > 9 && begins(at: start, with: "<!doctype")
    append(isDoctype ? .doctype : .declaration, start..<place)
  }

  /// `-->`, `--!>`, and right behind the beginning also `>` and `->`.
  private mutating func skipComment() {
    place += 4
    if at(0) == Ascii.greater {
      place += 1
      return
    }
    if at(0) == CSSByte.hyphen, at(1) == Ascii.greater {
      place += 2
      return
    }
    while place < bytes.count {
      if at(0) == CSSByte.hyphen, at(1) == CSSByte.hyphen {
        if at(2) == Ascii.greater {
          place += 3
          return
        }
        if at(2) == 0x21, at(3) == Ascii.greater {
          place += 4
          return
        }
      }
      place += 1
    }
  }

  // MARK: Tags

  private mutating func readTag() {
    let start = place
    let isEnd = at(1) == Ascii.slash
    place += isEnd ? 2 : 1
    let nameStart = place
    while place < bytes.count, !isTagSpace(at(0)), at(0) != Ascii.slash, at(0) != Ascii.greater {
      place += 1
    }
    var token = HTMLToken(kind: isEnd ? .endTag : .startTag, range: start..<start)
    token.name = lowercased(nameStart..<place)
    guard readAttributes(of: &token) else {
      // A tag that the page's end cut off is dropped, as browsers drop it.
      return append(.declaration, start..<place)
    }
    token.range = start..<place
    tokens.append(token)
    if !isEnd { readRawText(of: token.name) }
  }

  /// Whether the tag ends.
  private mutating func readAttributes(of token: inout HTMLToken) -> Bool {
    while place < bytes.count {
      let byte = bytes[place]
      if byte == Ascii.greater {
        place += 1
        return true
      }
      if byte == Ascii.slash {
        token.isSelfClosing = at(1) == Ascii.greater
        place += 1
      } else if isTagSpace(byte) {
        place += 1
      } else {
        token.attributes.append(readAttribute())
      }
    }
    return false
  }

  private mutating func readAttribute() -> HTMLAttribute {
    let start = place
    place += 1  // Even `=` may begin a name.
    while place < bytes.count, !isTagSpace(at(0)), at(0) != Ascii.slash, at(0) != Ascii.greater,
      at(0) != Ascii.equals
    {
      place += 1
    }
    var attribute = HTMLAttribute(
      name: lowercased(start..<place), range: start..<place, value: place..<place)
    let nameEnd = place
    while isTagSpace(at(0)), place < bytes.count { place += 1 }
    guard at(0) == Ascii.equals else {
      place = nameEnd
      return attribute
    }
    place += 1
    while isTagSpace(at(0)), place < bytes.count { place += 1 }
    attribute.value = readValue()
    attribute.range = start..<place
    return attribute
  }

  private mutating func readValue() -> Range<Int> {
    let mark = at(0)
    if mark == Ascii.quote || mark == Ascii.apostrophe {
      let start = place + 1
      let end = bytes[start...].firstIndex(of: mark) ?? bytes.count
      place = min(end + 1, bytes.count)
      return start..<end
    }
    let start = place
    while place < bytes.count, !isTagSpace(at(0)), at(0) != Ascii.greater { place += 1 }
    return start..<place
  }

  // MARK: Text without markup

  private mutating func readRawText(of name: String) {
    guard HTMLKinds.rawText.contains(name) else { return }
    let start = place
    while place < bytes.count {
      if at(0) == Ascii.less, at(1) == Ascii.slash, begins(at: place + 2, with: name),
        isNameEnd(place + 2 + name.utf8.count), name != "plaintext"
      {
        break
      }
      place += 1
    }
    append(.rawText, start..<place)
  }

  private func isNameEnd(_ place: Int) -> Bool {
    guard place < bytes.count else { return false }
    return isTagSpace(bytes[place]) || bytes[place] == Ascii.slash || bytes[place] == Ascii.greater
  }

  // MARK: Octets

  private func at(_ distance: Int) -> UInt8 {
    place + distance < bytes.count ? bytes[place + distance] : 0
  }

  private func isTagSpace(_ byte: UInt8) -> Bool { CSSByte.isWhitespace(byte) }

  private func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map(Ascii.lowercased), as: UTF8.self)
  }

  private func starts(with text: String) -> Bool { begins(at: place, with: text) }

  /// `text` is in lower case.
  private func begins(at start: Int, with text: String) -> Bool {
    let wanted = text.utf8
    guard start + wanted.count <= bytes.count else { return false }
    return zip(bytes[start...], wanted).allSatisfy { Ascii.lowercased($0) == $1 }
  }

  private mutating func skip(past byte: UInt8) {
    place = bytes[place...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
  }

  /// The place behind the next `text`.
  private func find(_ text: String) -> Int? {
    let wanted = Array(text.utf8)
    var start = place
    while let found = bytes[start...].firstIndex(of: wanted[0]) {
      if bytes[found...].starts(with: wanted) { return found + wanted.count }
      start = found + 1
    }
    return nil
  }
}
