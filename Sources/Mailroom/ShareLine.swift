/// Some messages that were made together.
struct ParcelShare: Sendable {
  /// Its place among the shares of an edition.
  let number: Int
  let parcels: [Parcel]
}

/// The shares that are being made, and those that are made and wait for one before them.
struct ShareLine {
  private var made: [Int: [Parcel]] = [:]
  private var next = 0
  private var begun = 0

  /// How many were begun and not taken yet.
  var count: Int { begun - next }

  /// The number of a share that is going to be made.
  mutating func begin() -> Int {
    defer { begun += 1 }
    return begun
  }

  mutating func add(_ share: ParcelShare) { made[share.number] = share.parcels }

  /// The share whose turn it is, when it is made.
  mutating func takeNext() -> [Parcel]? {
    guard let parcels = made.removeValue(forKey: next) else { return nil }
    next += 1
    return parcels
  }
}
