/// One header field of a message: a name and a body, folded and encoded when it is written.
///
/// No value can begin a second field: CR, LF, NUL and every other control character in a value
/// are written as one space (a run of them too), and a name keeps only the characters that
/// RFC 5322 section 3.6.8 gives it, the others become hyphens.
public struct HeaderField: Hashable, Sendable {
  public let name: String
  private let content: Content

  private enum Content: Hashable {
    case text(String)
    case mailboxes([Mailbox])
    case structured(String, [MIMEParameter])
  }

  /// Free text such as a subject; what is not ASCII becomes encoded-words (RFC 2047).
  public init(_ name: String, text: String) {
    self.name = Self.checked(name)
    content = .text(text)
  }

  /// Addresses with their display names, such as From, To and Reply-To.
  public init(_ name: String, mailboxes: [Mailbox]) {
    self.name = Self.checked(name)
    content = .mailboxes(mailboxes)
  }

  /// A value whose syntax is its own, such as List-Id or Content-Type, in ASCII.
  ///
  /// It is folded at its spaces and written as it stands; what is not ASCII becomes `?`.
  public init(_ name: String, structured: String, parameters: [MIMEParameter] = []) {
    self.name = Self.checked(name)
    content = .structured(structured, parameters)
  }

  /// The field as it stands in a message: folded lines, each ending in CRLF.
  public func encoded() -> [UInt8] {
    if case .mailboxes(let mailboxes) = content, mailboxes.count == 1,
      let plain = PlainMailbox(mailboxes[0], after: name)
    {
      return plain.bytes
    }
    return folded()
  }

  /// The field by the whole encoder, whatever is in it.
  func folded() -> [UInt8] {
    var line = FoldedLine(name: name)
    switch content {
    case .text(let text): line.append(HeaderText.tokens(of: text, after: name.utf8.count + 2))
    case .mailboxes(let mailboxes):
      line.append(Self.tokens(of: mailboxes, after: name.utf8.count + 2))
    case .structured(let value, let parameters):
      line.append(Self.tokens(of: value, parameters))
    }
    return line.bytes
  }

  private static func tokens(of mailboxes: [Mailbox], after column: Int) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    for (index, mailbox) in mailboxes.enumerated() {
      let name =
        mailbox.name.map { HeaderPhrase.tokens(of: $0, after: index == 0 ? column : 1) } ?? []
      tokens += name
      let address = mailbox.address.spelling
      tokens.append(Array((name.isEmpty ? address : "<\(address)>").utf8))
      if index < mailboxes.count - 1 { tokens[tokens.count - 1].append(UInt8(ascii: ",")) }
    }
    return tokens
  }

  private static func tokens(of value: String, _ parameters: [MIMEParameter]) -> [[UInt8]] {
    var tokens = HeaderText.plain(value).unicodeScalars
      .map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
      .split(separator: UInt8(ascii: " ")).map(Array.init)
    for token in parameters.flatMap(\.tokens) {
      if !tokens.isEmpty { tokens[tokens.count - 1].append(UInt8(ascii: ";")) }
      tokens.append(token)
    }
    return tokens
  }

  private static func checked(_ name: String) -> String {
    let bytes = name.utf8.prefix(76).map { (33...126).contains($0) && $0 != 58 ? $0 : 45 }
    return bytes.isEmpty ? "X" : String(decoding: bytes, as: UTF8.self)
  }
}
