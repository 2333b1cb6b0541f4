import Foundation

/// A folder of caught messages, which may grow at any time.
actor CaughtFolder {
  nonisolated let path: String
  private var index = CaughtIndex([])
  /// When the folder had changed last, as of the index.
  private var changed: Date?
  /// Whether a change could have come since, in the same tick of the clock.
  private var isSettled = false
  private var nextLook = ContinuousClock.now

  /// A tick of the clock that stamps files is shorter.
  private static let tick = 0.05

  init(_ path: String) { self.path = path }

  /// What is in it now.
  func look() -> CaughtIndex {
    // The stamp before the names: what comes between is seen at the next look.
    let stamp = stamp
    guard stamp != changed || !isSettled else { return index }
    let begin = ContinuousClock.now
    var found = CaughtIndex(CaughtIndex.entries(in: path))
    found.mark =
      "\(found.entries.count).\(found.entries.last?.number ?? 0)"
      + ".\(stamp?.timeIntervalSince1970 ?? 0)"
    isSettled = stamp.map { Date().timeIntervalSince($0) > Self.tick } ?? true
    changed = stamp
    index = found
    // While much comes in, looking at a large folder takes a tenth of the time.
    nextLook = .now + (ContinuousClock.now - begin) * 10
    return found
  }

  /// The mark of what is in it, as far as it was time to look.
  func mark() -> String { ContinuousClock.now < nextLook ? index.mark : look().mark }

  private var stamp: Date? {
    // A folder that is gone has no stamp, and nothing in it.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date
  }
}
