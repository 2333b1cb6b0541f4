/// Cuts a piece of a body into what relaxed canonicalization keeps and what it changes.
///
/// A single space with text on both sides is text: it stays as it is. What ends a run of text is
/// looked for in eight octets at once, as most of a body needs no change.
struct BodyScanner {
  enum Element {
    /// One space or tab or more.
    case space
    /// CRLF, or a CR or LF by itself.
    case lineEnd
    case text(UnsafeRawBufferPointer)
  }

  private let octets: UnsafeRawBufferPointer
  private var position = 0

  init(_ octets: UnsafeRawBufferPointer) { self.octets = octets }

  mutating func skip(_ octet: UInt8) {
    if position < octets.count, octets[position] == octet { position += 1 }
  }

  mutating func next() -> Element? {
    guard position < octets.count else { return nil }
    switch octets[position] {
    case 0x20, 0x09:
      repeat { position += 1 } while position < octets.count && Self.isSpace(octets[position])
      return .space
    case 0x0A:
      position += 1
      return .lineEnd
    case 0x0D:
      position += 1
      skip(0x0A)
      return .lineEnd
    default:
      let start = position
      position = endOfText(from: start)
      return .text(UnsafeRawBufferPointer(rebasing: octets[start..<position]))
    }
  }

  private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }

  /// The first octet that is no text; the piece's end when all is.
  private func endOfText(from start: Int) -> Int {
    guard let base = octets.baseAddress else { return start }
    var index = start
    while index + 9 <= octets.count {
      let stops = Self.stops(
        base.loadUnaligned(fromByteOffset: index, as: UInt64.self), before: octets[index + 8])
      if stops == 0 {
        index += 8
        continue
      }
      index += stops.trailingZeroBitCount / 8
      if isEnd(index) { return index }
      index += 1
    }
    while index < octets.count, !isEnd(index) { index += 1 }
    return index
  }

  /// Whether text ends before this octet. The last space of a piece is not known to be single.
  private func isEnd(_ index: Int) -> Bool {
    switch octets[index] {
    case 0x09, 0x0A, 0x0D: true
    case 0x20: index + 1 == octets.count || octets[index + 1] <= 0x20
    default: false
    }
  }

  /// The high bit of each octet that is a control, or a space with a space or control behind it.
  ///
  /// With its high bit set no octet borrows from the next, so that none is found wrongly.
  @inline(__always)
  private static func stops(_ eight: UInt64, before ninth: UInt8) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let word = UInt64(littleEndian: eight)
    let controls = ~((word | high) &- 0x2020_2020_2020_2020)
    let blanks = ~((word | high) &- 0x2121_2121_2121_2121) & ~word & high
    let following = (blanks >> 8) | (ninth <= 0x20 ? 1 << 63 : 0)
    return (controls & ~word & high) | (blanks & following)
  }
}
