/// The number and hash of an edition's frozen audience, by which the log proves that no row came
/// or went afterwards.
public struct AudienceSeal: Sendable, Equatable, Codable {
  public private(set) var count = 0
  /// The sum of a mix of each row's number: the same whatever the order of the rows.
  public private(set) var hash: Int64 = 0

  public init() {}

  public init(count: Int, hash: Int64) {
    self.count = count
    self.hash = hash
  }

  public mutating func include(_ row: Int64) {
    count += 1
    hash &+= Int64(bitPattern: Self.mix(UInt64(bitPattern: row)))
  }

  /// SplitMix64's finalizer: nearby numbers come out far apart.
  private static func mix(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
