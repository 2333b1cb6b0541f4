/// A number for each address, such as the line where it stands first, in about 25 octets each.
///
/// An address is known by 96 bits of a hash that nobody outside can foresee (Swift's own, with a key
/// of this process). Two different addresses of a list of a million share them once in 10^17
/// lists, so that the addresses themselves need not be kept.
struct AddressNumbers {
  private static let shardBits = 8
  private var shards = Array(repeating: NumberShard(), count: 1 << Self.shardBits)
  private let salt: UInt64

  init() { salt = UInt64.random(in: .min ... .max) }

  /// Gives an address a number, unless it has one.
  ///
  /// - Parameter canonical: the canonical address.
  /// - Returns: the number it had; nil for one that is new.
  mutating func insert(_ canonical: String, _ number: Int) -> Int? {
    let (shard, entry) = place(of: canonical, number)
    return shards[shard].insert(entry)
  }

  /// The number of an address.
  func number(of canonical: String) -> Int? {
    let (shard, entry) = place(of: canonical, 0)
    return shards[shard].number(of: entry)
  }

  /// Each shard grows alone, so that growing never holds two whole tables.
  private func place(of canonical: String, _ number: Int) -> (shard: Int, NumberEntry) {
    let (key, check) = hashes(of: canonical)
    let entry = NumberEntry(
      key: key << Self.shardBits | 1, check: check, number: UInt32(clamping: number))
    return (Int(key >> (64 - Self.shardBits)), entry)
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

/// One address; an empty place has the key 0.
private struct NumberEntry {
  var key: UInt64 = 0
  var check: UInt32 = 0
  var number: UInt32 = 0
}

/// An open table with linear probing, at most four fifths full.
private struct NumberShard {
  private var entries: [NumberEntry] = []
  private var count = 0

  mutating func insert(_ entry: NumberEntry) -> Int? {
    if (count + 1) * 5 > entries.count * 4 { grow() }
    let place = place(of: entry)
    if entries[place].key != 0 { return Int(entries[place].number) }
    entries[place] = entry
    count += 1
    return nil
  }

  func number(of entry: NumberEntry) -> Int? {
    if entries.isEmpty { return nil }
    let found = entries[place(of: entry)]
    return found.key == 0 ? nil : Int(found.number)
  }

  /// Where the entry stands, or the empty place where it belongs.
  private func place(of entry: NumberEntry) -> Int {
    var place = Int(entry.key.multipliedFullWidth(by: UInt64(entries.count)).high)
    while entries[place].key != 0 {
      if entries[place].key == entry.key, entries[place].check == entry.check { break }
      place = place + 1 == entries.count ? 0 : place + 1
    }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: NumberEntry(), count: max(16, old.count * 3 / 2))
    for entry in old where entry.key != 0 { entries[place(of: entry)] = entry }
  }
}
