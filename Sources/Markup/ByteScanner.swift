/// A place in bytes that moves forward only, for hand-written readers in linear time.
struct ByteScanner {
  private let bytes: ArraySlice<UInt8>
  /// Never beyond the end.
  var position: Int {
    didSet { position = min(position, bytes.endIndex) }
  }

  init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position >= bytes.endIndex }

  /// The byte here, or 0 at the end.
  var current: UInt8 { isAtEnd ? 0 : bytes[position] }

  /// The byte some places on, or 0 beyond the end.
  func byte(after distance: Int) -> UInt8 {
    position + distance < bytes.endIndex ? bytes[position + distance] : 0
  }

  /// Takes bytes as long as they pass.
  mutating func take(
    atMost limit: Int = .max, while passes: (UInt8) -> Bool
  ) -> ArraySlice<UInt8> {
    let start = position
    while !isAtEnd, position - start < limit, passes(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  /// Takes what stands before `mark`, or all the rest, and goes behind the mark.
  mutating func take(until mark: StaticString) -> ArraySlice<UInt8> {
    let start = position
    let end = find(mark) ?? bytes.endIndex
    position = min(end + mark.utf8CodeUnitCount, bytes.endIndex)
    return bytes[start..<end]
  }

  /// Goes behind `mark`, or to the end.
  mutating func skip(past mark: StaticString) {
    position = find(mark).map { $0 + mark.utf8CodeUnitCount } ?? bytes.endIndex
  }

  /// Goes behind `mark` if it comes at all.
  mutating func skipIfFound(past mark: StaticString) -> Bool {
    guard let found = find(mark) else { return false }
    position = found + mark.utf8CodeUnitCount
    return true
  }

  func starts(with mark: StaticString) -> Bool {
    matches(mark, at: position)
  }

  /// Whether what is here reads as `mark`, which is in lower case.
  func startsIgnoringCase(with mark: StaticString) -> Bool {
    guard position + mark.utf8CodeUnitCount <= bytes.endIndex else { return false }
    return mark.withUTF8Buffer { mark in
      mark.indices.allSatisfy { Ascii.lowercased(bytes[position + $0]) == mark[$0] }
    }
  }

  /// The first place of `mark` (in lower case) at most `distance` ahead, whatever its case there.
  func position(of mark: [UInt8], within distance: Int) -> Int? {
    let last = min(bytes.endIndex - mark.count, position + distance)
    guard position <= last else { return nil }
    return (position...last).first { start in
      mark.indices.allSatisfy { Ascii.lowercased(bytes[start + $0]) == mark[$0] }
    }
  }

  private func find(_ mark: StaticString) -> Int? {
    var place = position
    let first = mark.utf8Start.pointee
    while let found = bytes[place...].firstIndex(of: first) {
      if matches(mark, at: found) { return found }
      place = found + 1
    }
    return nil
  }

  private func matches(_ mark: StaticString, at place: Int) -> Bool {
    guard place + mark.utf8CodeUnitCount <= bytes.endIndex else { return false }
    return mark.withUTF8Buffer { mark in
      mark.indices.allSatisfy { bytes[place + $0] == mark[$0] }
    }
  }
}
