/// One record of a CSV file: its fields as bytes and where it stands.
public struct CSVRow: Sendable, Equatable {
  /// The line, from 1, on which the record begins.
  public internal(set) var line = 1
  /// The octets of the file that it takes up, with its line ending.
  public internal(set) var range = 0..<0
  /// What is wrong with it; its fields are then those that were read before.
  public internal(set) var flaw: CSVFlaw?
  /// Whether it is no UTF-8 and was read as Windows-1252.
  public internal(set) var isWestern = false
  var bytes: [UInt8] = []
  var ends: [Int] = []

  /// How many fields the record has.
  public var count: Int { ends.count }

  /// The octets of one field, without its quotes.
  public func octets(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// One field as text; the reader has seen to it that it is UTF-8. Empty beyond the last.
  public func text(_ index: Int) -> String {
    index < ends.count ? String(decoding: octets(index), as: UTF8.self) : ""
  }

  /// Whether nothing but spaces stands in any field: a blank line of a spreadsheet.
  public var isBlank: Bool {
    flaw == nil && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  mutating func clear(line: Int, offset: Int) {
    self.line = line
    range = offset..<offset
    flaw = nil
    isWestern = false
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Makes text of the octets: UTF-8 without zero bytes, or else what Windows takes them for.
  mutating func settleText() {
    var all: UInt8 = 0
    var hasZero = false
    for byte in bytes {
      all |= byte
      hasZero = hasZero || byte == 0
    }
    if hasZero { flaw = flaw ?? .zeroByte }
    if all < 0x80 || String(validating: bytes, as: UTF8.self) != nil { return }
    isWestern = true
    var text: [UInt8] = []
    var start = 0
    for (index, end) in ends.enumerated() {
      text += WesternText.utf8(bytes[start..<end])
      start = end
      ends[index] = text.count
    }
    bytes = text
  }
}
