/// The elements that are begun and not ended, the outermost first.
struct OpenElements {
  private var names: [ArraySlice<UInt8>] = []
  /// How often each name is open, so that an end tag without a beginning costs no search.
  private var counts: [[UInt8]: Int] = [:]

  var count: Int { names.count }
  var isEmpty: Bool { names.isEmpty }
  var last: ArraySlice<UInt8>? { names.last }

  mutating func append(_ name: ArraySlice<UInt8>) {
    names.append(name)
    counts[Self.key(name), default: 0] += 1
  }

  mutating func popLast() -> ArraySlice<UInt8>? {
    guard let name = names.popLast() else { return nil }
    counts[Self.key(name), default: 1] -= 1
    return name
  }

  /// The innermost place of a name, in whatever case.
  func lastIndex(of name: ArraySlice<UInt8>) -> Int? {
    guard counts[Self.key(name), default: 0] > 0 else { return nil }
    return names.lastIndex { Ascii.equalIgnoringCase($0, name) }
  }

  private static func key(_ name: ArraySlice<UInt8>) -> [UInt8] {
    name.map(Ascii.lowercased)
  }
}
