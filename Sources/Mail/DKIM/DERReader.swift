/// Reads the little of DER (X.690) that tells which kind of private key a file holds.
///
/// Each call takes one element off the front, or none when the next one is of another kind.
struct DERReader {
  enum Tag: UInt8 {
    case integer = 0x02
    case octetString = 0x04
    case objectIdentifier = 0x06
    case sequence = 0x30
  }

  private var rest: ArraySlice<UInt8>

  init(_ octets: ArraySlice<UInt8>) { rest = octets }

  /// The contents of the next element; nil when it is of another kind or not whole.
  mutating func next(_ tag: Tag) -> ArraySlice<UInt8>? {
    guard rest.first == tag.rawValue else { return nil }
    var following = rest.dropFirst()
    guard let length = Self.length(&following), length <= following.count else { return nil }
    rest = following.dropFirst(length)
    return following.prefix(length)
  }

  /// The contents of the next element, to be read in turn.
  mutating func inside(_ tag: Tag) -> DERReader? { next(tag).map(DERReader.init) }

  private static func length(_ octets: inout ArraySlice<UInt8>) -> Int? {
    guard let first = octets.popFirst() else { return nil }
    if first < 0x80 { return Int(first) }
    // No key needs a length of more than three octets.
    let count = Int(first & 0x7F)
    guard (1...3).contains(count), octets.count >= count else { return nil }
    let length = octets.prefix(count).reduce(0) { $0 << 8 | Int($1) }
    octets = octets.dropFirst(count)
    return length
  }
}
