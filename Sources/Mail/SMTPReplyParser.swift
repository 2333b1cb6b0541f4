/// Why what a server sent is no SMTP reply.
public enum SMTPReplyError: Error, Hashable, Sendable {
  /// More than ``SMTPReplyParser/longestLine`` octets without a line end.
  case lineTooLong
  /// More than ``SMTPReplyParser/mostLines`` lines in one reply.
  case tooManyLines
  /// A line that is no reply line, or has another code than the lines before it.
  case malformed(String)
}

/// Makes replies of the bytes that a server sends, in whatever pieces they come.
public struct SMTPReplyParser: Sendable {
  /// Octets in a line. RFC 5321 allows 512; some servers send more.
  public static let longestLine = 4096
  /// Lines in a reply.
  public static let mostLines = 128

  private var pending: [UInt8] = []
  /// Where the next line begins in `pending`, and how far it was searched for an end: bytes that
  /// come one at a time are each looked at once.
  private var lineStart = 0
  private var searched = 0
  private var code: Int?
  private var texts: [String] = []
  /// The last replies of one line, by that line: to most commands a server says always the same.
  private var known: [(line: [UInt8], reply: SMTPReply)] = []
  private static let mostKnown = 4

  public init() {}

  /// Whether bytes wait that no reply was made of yet.
  public var isInsideReply: Bool { lineStart < pending.count || code != nil }

  /// Takes what came.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if lineStart > 0 {
      pending.removeFirst(lineStart)
      searched -= lineStart
      lineStart = 0
    }
    pending.append(contentsOf: bytes)
  }

  /// The next whole reply, or nil until more comes.
  public mutating func next() throws(SMTPReplyError) -> SMTPReply? {
    while let line = try nextLine() {
      if let reply = try taken(line) { return reply }
    }
    return nil
  }

  private mutating func nextLine() throws(SMTPReplyError) -> ArraySlice<UInt8>? {
    guard let end = pending[searched...].firstIndex(of: 0x0A) else {
      searched = pending.count
      if searched - lineStart > Self.longestLine { throw .lineTooLong }
      return nil
    }
    var line = pending[lineStart..<end]
    (lineStart, searched) = (end + 1, end + 1)
    if line.count > Self.longestLine { throw .lineTooLong }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// Adds a line to the reply; the reply, when it was the last.
  private mutating func taken(_ line: ArraySlice<UInt8>) throws(SMTPReplyError) -> SMTPReply? {
    let isAlone = code == nil
    if isAlone, let place = known.lastIndex(where: { $0.line.elementsEqual(line) }) {
      // What comes again stays longest: replies with a queue id come once.
      known.append(known.remove(at: place))
      return known.last?.reply
    }
    guard let lineCode = Self.code(line), code == nil || code == lineCode else {
      throw .malformed(Self.printable(line.prefix(120)))
    }
    guard texts.count < Self.mostLines else { throw .tooManyLines }
    texts.append(Self.printable(line.dropFirst(4)))
    if line.count > 3, line[line.startIndex + 3] == UInt8(ascii: "-") {
      code = lineCode
      return nil
    }
    defer { (code, texts) = (nil, []) }
    let reply = SMTPReply(code: lineCode, texts: texts)
    if isAlone {
      if known.count == Self.mostKnown { known.removeFirst() }
      known.append((Array(line), reply))
    }
    return reply
  }

  private static func code(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix(3)
    guard digits.count == 3, (0x32...0x35).contains(digits[digits.startIndex]),
      digits.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let mark = line.dropFirst(3).first
    guard mark == nil || mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-") else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// Text for a log: whatever a hostile server sends, no terminal acts on it.
  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    // Nearly every reply is plain.
    if bytes.last != 0x20, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      result.append(isControl ? " " : scalar)
    }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
