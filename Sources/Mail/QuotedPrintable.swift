/// The quoted-printable content transfer encoding of text (RFC 2045 section 6.7).
enum QuotedPrintable {
  /// Octets in a line, the `=` of a soft break among them.
  private static let lineLength = 76

  /// A line's end that is not part of the text.
  static let softBreak: [UInt8] = [UInt8(ascii: "="), 0x0D, 0x0A]

  /// Encodes text whose line breaks are all CRLF.
  static func encoded(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 8)
    append(text, to: &output)
    return output
  }

  /// Encodes a text, or a piece of one, that begins a line.
  ///
  /// - Parameter isContinued: a soft break is appended where the piece ends inside a line, so that
  ///   the next piece begins one.
  static func append(_ text: [UInt8], to output: inout [UInt8], isContinued: Bool = false) {
    var column = 0
    var index = 0
    while index < text.count {
      if text[index] == 0x0D {
        output += [0x0D, 0x0A]
        (column, index) = (0, index + 2)
        continue
      }
      let plain = column == 0 ? 0 : plainRun(from: index, in: text, atMost: lineLength - 1 - column)
      if plain > 0 {
        output += text[index..<(index + plain)]
        (column, index) = (column + plain, index + plain)
        continue
      }
      let end = scalarEnd(after: index, in: text)
      let isLast = end == text.count ? !isContinued : text[end] == 0x0D
      let width = isPlain(text[index]) ? 1 : 3 * (end - index)
      // A line's last character needs no room for a soft break after it.
      let room = lineLength - (isLast ? 0 : 1) - column
      if width > room || (isLast && isBlank(text[index]) && room < 3) {
        output += softBreak
        column = 0
      }
      if isLiteral(at: index, in: text, startsLine: column == 0, endsLine: isLast) {
        output.append(text[index])
        column += 1
      } else {
        append(text[index..<end], to: &output)
        column += 3 * (end - index)
      }
      index = end
    }
    if isContinued, column > 0 { output += softBreak }
  }

  /// How many octets inside a line may stand as they are and have another such octet behind them, so
  /// that none ends the line.
  private static func plainRun(from start: Int, in text: [UInt8], atMost most: Int) -> Int {
    var end = start
    let last = min(start + most, text.count - 1)
    while end < last, isPlain(text[end]), isPlain(text[end + 1]) { end += 1 }
    return end - start
  }

  /// Where the character ends that begins here, so that no soft break cuts one in two.
  private static func scalarEnd(after index: Int, in text: [UInt8]) -> Int {
    var end = index + 1
    while end < text.count, end - index < 4, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Whether the octet may stand as it is, here.
  private static func isLiteral(
    at index: Int, in text: [UInt8], startsLine: Bool, endsLine: Bool
  ) -> Bool {
    if isBlank(text[index]) { return !endsLine }
    guard startsLine, isPlain(text[index]) else { return isPlain(text[index]) }
    // A mailbox file marks a new message by a line that begins with "From ". SMTP doubles a dot
    // at a line's start; where none is, nothing needs to be looked at again on the way.
    return text[index] != UInt8(ascii: ".") && !text[index...].starts(with: "From ".utf8)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x09
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      output.append(UInt8(ascii: "="))
      output.append(Hex.digit(byte >> 4))
      output.append(Hex.digit(byte & 0x0F))
    }
  }
}
