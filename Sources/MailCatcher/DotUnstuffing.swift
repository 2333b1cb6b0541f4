/// Takes a message out of the octets after DATA, in whatever chunks they come.
///
/// Only CRLF ends a line here: a lone LF or CR before a dot ends nothing (RFC 5321 section 4.5.2).
struct DotUnstuffing {
  private let limit: Int
  private var state = State.lineStart
  private(set) var message: [UInt8] = []
  /// Whether more came than the limit allows; the rest is read and forgotten.
  private(set) var isTooLong = false

  private enum State {
    case lineStart, dot, dotAndCR, text, cr
  }

  init(limit: Int) { self.limit = limit }

  /// Takes octets up to the end of the message; how many were taken, and whether the end came.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> (count: Int, isComplete: Bool) {
    for (index, byte) in bytes.enumerated() where takes(byte) {
      return (index + 1, true)
    }
    return (bytes.count, false)
  }

  /// Whether the octet was the last of the message.
  private mutating func takes(_ byte: UInt8) -> Bool {
    switch (state, byte) {
    case (.lineStart, UInt8(ascii: ".")): state = .dot
    case (.dot, 0x0D): state = .dotAndCR
    case (.dotAndCR, 0x0A): return true
    case (.dotAndCR, _):
      keep(0x0D)
      keep(byte)
      state = byte == 0x0D ? .cr : .text
    case (.cr, 0x0A):
      keep(byte)
      state = .lineStart
    default:
      keep(byte)
      state = byte == 0x0D ? .cr : .text
    }
    return false
  }

  private mutating func keep(_ byte: UInt8) {
    if message.count < limit { message.append(byte) } else { isTooLong = true }
  }
}
