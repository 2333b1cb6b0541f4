import Foundation

/// The content of a list file that is to be changed: its CSV in octets that hold text in UTF-8, or
/// in Windows-1252 as the file has it, and the way back to the file's own.
struct ListOctets {
  /// What is changed.
  var octets: [UInt8]
  private let utf16: UTF16Text.ByteOrder?

  init(_ file: [UInt8]) {
    utf16 = UTF16Text.order(of: file)
    guard let utf16 else {
      octets = file
      return
    }
    var text = UTF16Text(utf16)
    octets = text.utf8(file)
    octets += text.end()
  }

  /// The octets as the file is to have them.
  var encoded: [UInt8] {
    utf16.map { UTF16Text.octets(String(decoding: octets, as: UTF8.self), $0) } ?? octets
  }

  var isUTF16: Bool { utf16 != nil }

  var dialect: CSVDialect { CSVDialect(beginning: octets.prefix(ListFile.pieceSize)) }

  /// Puts a record at the end.
  mutating func append(_ record: [UInt8]) {
    let ending = dialect.lineEnding
    if octets.suffix(ending.count) == ending[...] {
      octets += record + ending
    } else {
      octets += ending + record
    }
  }

  /// Takes records out; all others stay as they are.
  mutating func remove(_ ranges: [Range<Int>]) {
    var kept: [UInt8] = []
    var start = 0
    for range in ranges {
      kept += octets[start..<range.lowerBound]
      start = range.upperBound
    }
    octets = kept + octets[start...]
  }
}
