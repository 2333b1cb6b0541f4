extension QuotedPrintable {
  /// The octets of a body as it came: a broken escape stays as it is, and blanks at a line's end,
  /// which servers on the way may have added, are left out (RFC 2045 section 6.7).
  static func decoded(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(body.count)
    var index = body.startIndex
    while index < body.endIndex {
      let octet = body[index]
      switch octet {
      case UInt8(ascii: "="):
        index = unescape(body, at: index, into: &output)
      case 0x20, 0x09:
        let end = body[index...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? body.endIndex
        if !isLineEnd(body, at: end) { output += body[index..<end] }
        index = end
      default:
        output.append(octet)
        index += 1
      }
    }
    return output
  }

  /// Writes what an escape stands for, nothing for a soft break; where it ends.
  private static func unescape(
    _ body: ArraySlice<UInt8>, at index: Int, into output: inout [UInt8]
  ) -> Int {
    let rest = body[(index + 1)...]
    if rest.count >= 2, let high = Hex.value(rest[index + 1]), let low = Hex.value(rest[index + 2])
    {
      output.append(high << 4 | low)
      return index + 3
    }
    let end = rest.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? rest.endIndex
    guard isLineEnd(body, at: end) else {
      output.append(body[index])
      return index + 1
    }
    if end < body.endIndex, body[end] == 0x0D { return end + 2 }
    return min(end + 1, body.endIndex)
  }

  /// Whether a line ends here: CRLF, LF or the end of all.
  private static func isLineEnd(_ body: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index < body.endIndex else { return true }
    if body[index] == 0x0A { return true }
    return body[index] == 0x0D && index + 1 < body.endIndex && body[index + 1] == 0x0A
  }
}
