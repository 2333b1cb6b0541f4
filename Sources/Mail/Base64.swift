/// The base64 content transfer encoding (RFC 2045 section 6.8).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let lineLength = 76
  /// What fills one line.
  private static let octetsInLine = 57

  static func encoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { room, count in
        count = write(bytes, to: room)
      }
    }
  }

  /// The encoding in lines of 76 octets, each with its CRLF.
  static func lines(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      [UInt8](unsafeUninitializedCapacity: sizeOfLines(for: bytes.count)) { room, count in
        for start in stride(from: 0, to: bytes.count, by: octetsInLine) {
          let line = bytes[start..<min(start + octetsInLine, bytes.count)]
          count += write(.init(rebasing: line), to: .init(rebasing: room[count...]))
          room[count] = 0x0D
          room[count + 1] = 0x0A
          count += 2
        }
      }
    }
  }

  static func sizeOfLines(for count: Int) -> Int {
    let whole = (count + 2) / 3 * 4
    return whole + (whole + lineLength - 1) / lineLength * 2
  }

  /// Returns how many octets it wrote.
  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    alphabet.withUnsafeBufferPointer { alphabet in
      var written = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var group = UInt32(bytes[start]) << 16
        if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
        if count > 2 { group |= UInt32(bytes[start + 2]) }
        for position in 0..<4 {
          let value = Int(group >> (18 - 6 * UInt32(position))) & 0x3F
          room[written + position] = position <= count ? alphabet[value] : UInt8(ascii: "=")
        }
        written += 4
      }
      return written
    }
  }
}
