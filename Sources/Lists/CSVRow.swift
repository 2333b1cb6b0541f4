/// One record of a CSV file: its fields as bytes and where it stands.
public struct CSVRow: Sendable, Equatable {
  /// The line, from 1, on which the record begins.
  public internal(set) var line = 1
  /// The octets of the file that it takes up, with its line ending.
  public internal(set) var range = 0..<0
  /// Whether text follows the closing quote of a field.
  public internal(set) var hasTextAfterQuote = false
  var bytes: [UInt8] = []
  var ends: [Int] = []

  /// How many fields the record has.
  public var count: Int { ends.count }

  /// The octets of one field, without its quotes.
  public func octets(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// One field as text; the reader has checked that it is UTF-8.
  public func text(_ index: Int) -> String {
    index < ends.count ? String(decoding: octets(index), as: UTF8.self) : ""
  }

  /// Whether nothing but spaces stands in any field: a blank line of a spreadsheet.
  public var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  mutating func clear(line: Int, offset: Int) {
    self.line = line
    range = offset..<offset
    hasTextAfterQuote = false
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
