/// Reads strict JSON (RFC 8259) and keeps the line of each value.
///
/// Foundation's reader says neither line nor column of a mistake, and forgets where values stood.
struct JSONReader {
  static let deepest = 64
  static let largest = 16 << 20

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  /// The value that `bytes` are; a byte order mark is let pass.
  static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
    var reader = JSONReader(bytes)
    return try reader.document()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
    }
  }

  private mutating func document() throws(JSONSyntaxError) -> JSONNode {
    guard bytes.count <= Self.largest else { throw error(.tooLarge) }
    try refuseForeignText()
    skipSpace()
    if index == bytes.count { throw error(.empty) }
    let node = try value()
    skipSpace()
    if index < bytes.count { throw error(isComment ? .comment : .textAfterEnd) }
    return node
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONNode {
    let line = line
    let value: JSONNode.Value
    switch peek.map({ Character(Unicode.Scalar($0)) }) {
    case "{": value = .object(try members())
    case "[": value = .array(try elements())
    case "\"": value = .string(try string())
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": value = try number()
    case let letter? where letter.isASCII && letter.isLetter: value = try word()
    default: throw unexpected("a value")
    }
    return JSONNode(line: line, value: value)
  }

  private mutating func members() throws(JSONSyntaxError) -> [JSONMember] {
    var members: [JSONMember] = []
    try sequence("{", "}") { (reader: inout Self) throws(JSONSyntaxError) in
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.unexpected("the name of a setting in double quotes")
      }
      let line = reader.line
      let key = try reader.string()
      reader.skipSpace()
      guard reader.peek == UInt8(ascii: ":") else {
        throw reader.unexpected("a colon after \"\(key)\"")
      }
      reader.index += 1
      reader.skipSpace()
      members.append(JSONMember(key: key, line: line, node: try reader.value()))
    }
    return members
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONNode] {
    var elements: [JSONNode] = []
    try sequence("[", "]") { (reader: inout Self) throws(JSONSyntaxError) in
      elements.append(try reader.value())
    }
    return elements
  }

  /// Reads what stands between two brackets, parted by commas.
  private mutating func sequence(
    _ opening: Character, _ closing: Character,
    item: (inout Self) throws(JSONSyntaxError) -> Void
  ) throws(JSONSyntaxError) {
    let openingLine = line
    depth += 1
    if depth > Self.deepest { throw error(.tooDeep(limit: Self.deepest)) }
    index += 1
    skipSpace()
    var isAfterComma = false
    while peek != closing.asciiValue {
      if peek == nil { throw error(.unclosed(String(opening), line: openingLine)) }
      try item(&self)
      skipSpace()
      isAfterComma = peek == UInt8(ascii: ",")
      if isAfterComma { index += 1 }
      skipSpace()
      if !isAfterComma, peek != closing.asciiValue, peek != nil {
        throw unexpected("a comma or \(closing)")
      }
      if isAfterComma, peek == closing.asciiValue {
        throw error(.trailingComma(before: String(closing)))
      }
    }
    index += 1
    depth -= 1
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      if byte == 0x0A || byte == 0x0D { throw error(.lineBreakInString) }
      if byte < 0x20 { throw error(.controlCharacter) }
      index += 1
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: String(try escaped()).utf8)
      } else {
        text.append(byte)
      }
    }
    if peek == nil { throw error(.lineBreakInString) }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escaped() throws(JSONSyntaxError) -> Unicode.Scalar {
    let escapes: [Character: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r",
      "t": "\t",
    ]
    let character = peek.map { Character(Unicode.Scalar($0)) }
    if let character, let scalar = escapes[character] {
      index += 1
      return scalar
    }
    guard character == "u", let first = codeUnit() else { throw error(.badEscape) }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(first)), peek == UInt8(ascii: "\\") else {
      throw error(.badEscape)
    }
    index += 1
    guard peek == UInt8(ascii: "u"), let second = codeUnit(),
      UTF16.isTrailSurrogate(UInt16(second)),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw error(.badEscape) }
    return scalar
  }

  /// The four digits after `u`.
  private mutating func codeUnit() -> UInt32? {
    let digits = bytes[min(index + 1, bytes.count)..<min(index + 5, bytes.count)]
    guard digits.count == 4, !digits.contains(UInt8(ascii: "+")),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    index += 5
    return unit
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONNode.Value {
    let text = run { "+-.".utf8.contains($0) || Self.isAlphanumeric($0) }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let hasLeadingZero = digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true
    let isPlain = digits.allSatisfy { $0.isNumber || "eE+-.".contains($0) }
    guard isPlain, !hasLeadingZero, digits.first?.isNumber == true, Double(text) != nil,
      !text.hasSuffix(".")
    else { throw error(.badNumber(text)) }
    return .number(text)
  }

  private mutating func word() throws(JSONSyntaxError) -> JSONNode.Value {
    let word = run(while: Self.isAlphanumeric)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default: throw error(.unknownWord(String(word.prefix(40))))
    }
  }

  private mutating func run(while belongs: (UInt8) -> Bool) -> String {
    let run = bytes[index...].prefix(while: belongs)
    index = run.endIndex
    return String(decoding: run, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private var isComment: Bool { peek == UInt8(ascii: "/") || peek == UInt8(ascii: "#") }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
      if byte == 0x0A {
        line += 1
        lineStart = index
      }
    }
  }

  private func unexpected(_ wanted: String) -> JSONSyntaxError {
    if isComment { return error(.comment) }
    if peek == UInt8(ascii: "'") { return error(.singleQuote) }
    let rest = String(decoding: bytes[index..<min(index + 8, bytes.count)], as: UTF8.self)
    return error(.expected(wanted, found: rest.first.map { "'\($0)'" } ?? "the end of the file"))
  }

  private func error(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
    let before = String(decoding: bytes[lineStart..<min(index, bytes.count)], as: UTF8.self)
    return JSONSyntaxError(line: line, column: before.count + 1, reason: reason)
  }

  private func refuseForeignText() throws(JSONSyntaxError) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var line = 1
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { break }
      line += 1
    }
    throw JSONSyntaxError(line: line, column: 1, reason: .notUTF8)
  }
}
