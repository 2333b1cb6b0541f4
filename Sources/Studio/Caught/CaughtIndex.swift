#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which messages are in a folder, oldest first.
///
/// Each has the number that its file's name begins with: that is its id, and a file is never named
/// by anything else.
struct CaughtIndex: Sendable {
  struct Entry: Sendable, Equatable {
    let number: Int
    /// The name of its file.
    let name: String
  }

  let entries: [Entry]
  /// A text that differs from that of any other state of the folder.
  var mark = ""

  init(_ entries: [Entry]) {
    // Two files of one number: the first name has it.
    let sorted = entries.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    var kept: [Entry] = []
    kept.reserveCapacity(sorted.count)
    for entry in sorted where entry.number != kept.last?.number { kept.append(entry) }
    self.entries = kept
  }

  /// Where a message is in the order; nil when it is not there.
  func place(of number: Int) -> Int? {
    let place = count(below: number)
    return place < entries.count && entries[place].number == number ? place : nil
  }

  /// How many have lower numbers.
  func count(below number: Int) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The message in a file's name: digits, then anything, then `.eml`; nil for another file.
  static func entry(_ name: String) -> Entry? {
    let digits = name.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...18).contains(digits.count), name.utf8.reversed().starts(with: "lme.".utf8),
      let number = Int(String(decoding: Array(digits), as: UTF8.self))
    else { return nil }
    return Entry(number: number, name: name)
  }

  /// Reads a folder; one that is not there has nothing in it.
  ///
  /// With the C library's own calls: Foundation takes much longer, and there may be hundreds of
  /// thousands of names.
  static func entries(in folder: String) -> [Entry] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let item = readdir(stream) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { name in
        UnsafeRawPointer(name).withMemoryRebound(to: UInt8.self, capacity: 256) { octets in
          (0x30...0x39).contains(octets[0]) ? String(cString: octets) : nil
        }
      }
      if let entry = name.flatMap(entry) { entries.append(entry) }
    }
    return entries
  }
}
