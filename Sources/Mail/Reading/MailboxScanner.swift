/// Splits what a mailbox file, or one message, is made of, piece by piece: it keeps no more than
/// the header of the message it is in, whatever it is fed.
///
///     var scanner = MailboxScanner()
///     scanner.take(octets) { mail in … }
///     scanner.finish { mail in … }
///
/// A file whose first line begins with `From ` is an mbox (RFC 4155); every other is one message.
/// Line ends may be CRLF or LF.
public struct MailboxScanner: Sendable {
  private enum Place {
    case start, head, body
  }

  private var place = Place.start
  private var isMailbox = false
  /// The line that has not ended yet; its beginning alone where it is too long to matter.
  private var line: [UInt8] = []
  private var head: [UInt8] = []
  private var isAfterBlank = true

  /// Of all headers of one message; what comes after is not read.
  public static let longestHead = 256 * 1024
  /// Of a line of the body that could part two messages.
  private static let longestSeparator = 256

  public init() {}

  /// Whether all that matters was read: the input is one message, and its header has ended.
  public var isDone: Bool { place == .body && !isMailbox }

  /// Takes in the next octets.
  ///
  /// - Parameter found: is handed each message whose header has been read, in order; nil where
  ///   there is no header.
  public mutating func take(_ octets: some Collection<UInt8>, _ found: (ReadMail?) -> Void) {
    for piece in octets.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if piece.offset > 0 { endLine(found) }
      keep(piece.element)
    }
  }

  /// Says that there is no more.
  public mutating func finish(_ found: (ReadMail?) -> Void) {
    if !line.isEmpty { endLine(found) }
    if place == .head || (place == .start && !head.isEmpty) { tell(found) }
    self = MailboxScanner()
  }

  private mutating func keep(_ octets: some Collection<UInt8>) {
    let limit = place == .body ? Self.longestSeparator : Self.longestHead
    line += octets.prefix(max(0, limit - line.count))
  }

  private mutating func endLine(_ found: (ReadMail?) -> Void) {
    if line.last == 0x0D { line.removeLast() }
    let ended = line
    line.removeAll(keepingCapacity: true)
    if place == .start { begin(with: ended) }
    switch place {
    case .start: break
    case .head where ended.isEmpty && head.isEmpty: break
    case .head where ended.isEmpty:
      tell(found)
      place = .body
      isAfterBlank = true
    case .head:
      if isMailbox, head.isEmpty, Self.isSeparator(ended) { break }
      if head.count + ended.count < Self.longestHead { head += ended + [0x0A] }
    case .body:
      if isMailbox, isAfterBlank, Self.isSeparator(ended) { place = .head }
      isAfterBlank = ended.isEmpty
    }
  }

  private mutating func begin(with first: [UInt8]) {
    guard !first.isEmpty else { return }
    isMailbox = Self.isSeparator(first)
    place = .head
  }

  private mutating func tell(_ found: (ReadMail?) -> Void) {
    found(ReadMail(head: head))
    head.removeAll(keepingCapacity: true)
  }

  /// `From somebody Fri Nov 20 09:00:00 2026`: a text that merely begins with "From " has no time.
  private static func isSeparator(_ line: [UInt8]) -> Bool {
    guard line.starts(with: "From ".utf8) else { return false }
    let isDigit = { (octet: UInt8) in (0x30...0x39).contains(octet) }
    return line.indices.dropFirst(2).dropLast(2).contains { index in
      line[index] == UInt8(ascii: ":") && isDigit(line[index - 1]) && isDigit(line[index - 2])
        && isDigit(line[index + 1]) && isDigit(line[index + 2])
    }
  }
}
