/// The base64 content transfer encoding (RFC 2045 section 6.8).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let lineLength = 76

  static func encoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let count = min(3, bytes.endIndex - index)
      var group = UInt32(bytes[index]) << 16
      if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if count > 2 { group |= UInt32(bytes[index + 2]) }
      for position in 0..<4 {
        let value = Int(group >> (18 - 6 * UInt32(position))) & 0x3F
        output.append(position <= count ? alphabet[value] : UInt8(ascii: "="))
      }
      index += 3
    }
    return output
  }

  /// The encoding in lines of 76 octets, each with its CRLF.
  static func lines(_ bytes: [UInt8]) -> [UInt8] {
    let whole = encoded(bytes[...])
    var output: [UInt8] = []
    output.reserveCapacity(lineCount(whole.count) * 2 + whole.count)
    var start = 0
    while start < whole.count {
      let end = min(start + lineLength, whole.count)
      output += whole[start..<end]
      output += [0x0D, 0x0A]
      start = end
    }
    return output
  }

  static func sizeOfLines(for count: Int) -> Int {
    let whole = (count + 2) / 3 * 4
    return whole + lineCount(whole) * 2
  }

  private static func lineCount(_ octets: Int) -> Int { (octets + lineLength - 1) / lineLength }
}
