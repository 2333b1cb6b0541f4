/// The first bytes of a document that tell its encoding, marked or not.
struct ByteOrderMark {
  let encoding: String
  /// How many bytes to drop: none when it was told by `<?` alone.
  let length: Int

  init?(of bytes: [UInt8]) {
    let known: [([UInt8], String, Int)] = [
      ([0x00, 0x00, 0xFE, 0xFF], "utf-32be", 4), ([0xFF, 0xFE, 0x00, 0x00], "utf-32le", 4),
      ([0xEF, 0xBB, 0xBF], "utf-8", 3), ([0xFE, 0xFF], "utf-16be", 2),
      ([0xFF, 0xFE], "utf-16le", 2),
      ([0x00, 0x00, 0x00, 0x3C], "utf-32be", 0), ([0x3C, 0x00, 0x00, 0x00], "utf-32le", 0),
      ([0x00, 0x3C, 0x00], "utf-16be", 0), ([0x3C, 0x00], "utf-16le", 0),
      ([0x4C, 0x6F, 0xA7, 0x94], "cp037", 0),
    ]
    guard let found = known.first(where: { bytes.starts(with: $0.0) }) else { return nil }
    encoding = found.1
    length = found.2
  }
}
