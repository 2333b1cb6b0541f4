/// UTF-16 in pieces of any size, as UTF-8.
struct UTF16Text {
  enum ByteOrder: Sendable {
    case little, big
  }

  let order: ByteOrder
  private var oddOctet: UInt8?
  private var highSurrogate: UInt16?
  private var isAtStart = true

  init(_ order: ByteOrder) { self.order = order }

  /// How UTF-16 that begins like this has its octets; nil for other text.
  ///
  /// Where there is no byte order mark, zeros show it: plain letters, as every header and address
  /// has, are zero in every other octet and in no other.
  static func order(of beginning: some Collection<UInt8>) -> ByteOrder? {
    if beginning.starts(with: [0xFF, 0xFE]) { return .little }
    if beginning.starts(with: [0xFE, 0xFF]) { return .big }
    var zeros = (even: 0, odd: 0)
    var count = 0
    for octet in beginning.prefix(4096) {
      if octet == 0 { if count % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 } }
      count += 1
    }
    // A quarter of the units at least, and eight times the zeros in the other place.
    if zeros.odd * 8 > count, zeros.odd > zeros.even * 8 { return .little }
    if zeros.even * 8 > count, zeros.even > zeros.odd * 8 { return .big }
    return nil
  }

  /// The next piece; a unit that is cut waits for the piece after it.
  mutating func utf8(_ piece: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(piece.count * 3 / 4)
    for octet in piece {
      guard let first = oddOctet else {
        oddOctet = octet
        continue
      }
      oddOctet = nil
      let unit =
        order == .little
        ? UInt16(octet) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(octet)
      take(unit, into: &text)
    }
    return text
  }

  /// What is left at the end: a half of a letter is shown as one that cannot be read.
  mutating func end() -> [UInt8] {
    let isCut = oddOctet != nil || highSurrogate != nil
    (oddOctet, highSurrogate) = (nil, nil)
    return isCut ? Array("\u{FFFD}".utf8) : []
  }

  /// The text in UTF-16, with the mark.
  static func octets(_ text: String, _ order: ByteOrder) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return order == .little ? [low, high] : [high, low]
    }
  }

  private mutating func take(_ unit: UInt16, into text: inout [UInt8]) {
    defer { isAtStart = false }
    if isAtStart, unit == 0xFEFF { return }
    if unit < 0x80, highSurrogate == nil { return text.append(UInt8(unit)) }
    if let high = highSurrogate {
      highSurrogate = nil
      guard UTF16.isTrailSurrogate(unit) else {
        text += "\u{FFFD}".utf8
        return take(unit, into: &text)
      }
      let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
      return append(Unicode.Scalar(value), to: &text)
    }
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else {
      append(Unicode.Scalar(unit), to: &text)
    }
  }

  private func append(_ scalar: Unicode.Scalar?, to text: inout [UInt8]) {
    text += String(scalar ?? "\u{FFFD}").utf8
  }
}
