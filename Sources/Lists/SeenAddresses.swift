/// Remembers on which line each person of a list stood first, in about 25 octets a person.
///
/// A person is known by 96 bits of a hash that nobody outside can foresee (Swift's own, with a key
/// of this process). Two different addresses of a list of a million share them once in 10^17
/// lists, so that the addresses themselves need not be kept.
struct SeenAddresses {
  private static let shardBits = 8
  private var shards = Array(repeating: SeenShard(), count: 1 << Self.shardBits)
  private let salt: UInt64

  init() { salt = UInt64.random(in: .min ... .max) }

  /// Notes a person.
  ///
  /// - Parameter canonical: the canonical address.
  /// - Returns: the line on which they stood before; nil for who is new.
  mutating func insert(_ canonical: String, line: Int) -> Int? {
    let (key, check) = hashes(of: canonical)
    // Each shard grows alone, so that growing never holds two whole tables.
    let shard = Int(key >> (64 - Self.shardBits))
    let entry = SeenEntry(
      key: key << Self.shardBits | 1, check: check, line: UInt32(clamping: line))
    return shards[shard].insert(entry)
  }

  private func hashes(of canonical: String) -> (UInt64, UInt32) {
    var text = canonical
    return text.withUTF8 { octets in
      let raw = UnsafeRawBufferPointer(octets)
      var first = Hasher()
      first.combine(bytes: raw)
      var second = Hasher()
      second.combine(salt)
      second.combine(bytes: raw)
      return (
        UInt64(bitPattern: Int64(first.finalize())),
        UInt32(truncatingIfNeeded: second.finalize())
      )
    }
  }
}

/// One person; an empty place has the key 0.
private struct SeenEntry {
  var key: UInt64 = 0
  var check: UInt32 = 0
  var line: UInt32 = 0
}

/// An open table with linear probing, at most four fifths full.
private struct SeenShard {
  private var entries: [SeenEntry] = []
  private var count = 0

  mutating func insert(_ entry: SeenEntry) -> Int? {
    if (count + 1) * 5 > entries.count * 4 { grow() }
    let place = place(of: entry)
    if entries[place].key != 0 { return Int(entries[place].line) }
    entries[place] = entry
    count += 1
    return nil
  }

  /// Where the entry stands, or the empty place where it belongs.
  private func place(of entry: SeenEntry) -> Int {
    var place = Int(entry.key.multipliedFullWidth(by: UInt64(entries.count)).high)
    while entries[place].key != 0 {
      if entries[place].key == entry.key, entries[place].check == entry.check { break }
      place = place + 1 == entries.count ? 0 : place + 1
    }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: SeenEntry(), count: max(16, old.count * 3 / 2))
    for entry in old where entry.key != 0 { entries[place(of: entry)] = entry }
  }
}
