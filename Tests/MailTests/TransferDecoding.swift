import Foundation
import SeededRandom

/// Decoders written from RFC 2045, for reading back what the encoders wrote.
enum TransferDecoding {
  static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count else {
        output.append(bytes[index])
        index += 1
        continue
      }
      let pair = bytes[(index + 1)...(index + 2)]
      if pair != [0x0D, 0x0A] {
        output.append(UInt8(String(decoding: pair, as: UTF8.self), radix: 16) ?? 0)
      }
      index += 3
    }
    return output
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8]? {
    Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).map(Array.init)
  }
}

extension SeededGenerator {
  /// Text with whatever is awkward in mail.
  mutating func text(upTo count: Int) -> String {
    let pieces = [
      "a", "word", " ", "  ", "é", "日", "😀", "=", "?", "=?", "?=", "_", "\"", "\\", ",", "<", ".",
      "\t", "\r\n", "\n", "\r", "\0", "\u{85}", "\u{A0}", "e\u{301}", "From ", "-", "--=_b",
      "a-long-word-without-any-space-in-it-at-all", "trailing \r\n", "trailing\t\n", "\n.\n", "..",
    ]
    return (0..<Int.random(in: 0...count, using: &self))
      .map { _ in pieces[Int.random(in: pieces.indices, using: &self)] }.joined()
  }
}
