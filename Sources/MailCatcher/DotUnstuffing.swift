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
    var rest = bytes
    while let byte = rest.first {
      if state == .text || (state == .lineStart && byte != UInt8(ascii: ".")) {
        rest = takeText(rest)
      } else {
        rest.removeFirst()
        if takes(byte) { return (rest.startIndex - bytes.startIndex, true) }
      }
    }
    return (bytes.count, false)
  }

  /// Keeps whole lines at a time, up to the next line that begins with a dot; what is left.
  private mutating func takeText(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let end = rest.firstLineFeed {
      rest = rest[(end + 1)...]
      guard end > bytes.startIndex, bytes[end - 1] == 0x0D else { continue }
      if rest.first ?? UInt8(ascii: ".") == UInt8(ascii: ".") {
        keep(bytes[..<rest.startIndex])
        state = .lineStart
        return rest
      }
    }
    keep(bytes)
    state = bytes.last == 0x0D ? .cr : .text
    return bytes[bytes.endIndex...]
  }

  /// Whether the octet was the last of the message.
  private mutating func takes(_ byte: UInt8) -> Bool {
    switch (state, byte) {
    case (.lineStart, UInt8(ascii: ".")): state = .dot
    case (.dot, 0x0D): state = .dotAndCR
    case (.dotAndCR, 0x0A): return true
    case (.dotAndCR, _):
      keep([0x0D, byte])
      state = byte == 0x0D ? .cr : .text
    case (.cr, 0x0A):
      keep([byte])
      state = .lineStart
    default:
      keep([byte])
      state = byte == 0x0D ? .cr : .text
    }
    return false
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if message.isEmpty { message.reserveCapacity(Swift.min(limit, 32 * 1024)) }
    let room = limit - message.count
    if bytes.count > room { isTooLong = true }
    message += bytes.prefix(room)
  }
}
