import Foundation
import Synchronization

/// Looks at files for a change: their sizes, times and numbers, never what is in them.
final class FileWatch: Sendable {
  private let state: Mutex<State>
  /// Now, in seconds since 1970.
  private let now: @Sendable () -> TimeInterval

  private struct State {
    var places: WatchedPlaces
    /// The store as it was when it was last quiet, and when that was.
    var store: (stamp: Int, seenAt: TimeInterval)?
    /// The last mark, for those who ask right after.
    var latest: (mark: Int, at: ContinuousClock.Instant)?
  }

  /// Folders with more than that are looked at so far.
  private static let mostFiles = 5000
  private static let deepest = 3
  /// A look at thousands of files is shared by all who ask within that time.
  private static let freshness = Duration.milliseconds(200)
  /// While a run writes to the store, what it does is shown now and then, not at each message.
  private static let quiet: TimeInterval = 1
  private static let longestWait: TimeInterval = 20

  init(
    _ places: WatchedPlaces,
    now: @escaping @Sendable () -> TimeInterval = { Date().timeIntervalSince1970 }
  ) {
    state = Mutex(State(places: places))
    self.now = now
  }

  /// Watches these from now on.
  func look(at places: WatchedPlaces) {
    state.withLock { state in
      if state.places.store != places.store { state.store = nil }
      state.places = places
      state.latest = nil
    }
  }

  /// A number that is another one once a file has changed.
  func mark() -> Int { state.withLock { Self.look(&$0, now()) } }

  /// The same, which may be some moments old.
  func sharedMark() -> Int {
    state.withLock { state in
      if let latest = state.latest, latest.at.duration(to: .now) < Self.freshness {
        return latest.mark
      }
      return Self.look(&state, now())
    }
  }

  private static func look(_ state: inout State, _ now: TimeInterval) -> Int {
    var hasher = Hasher()
    for file in state.places.files { take(file.path, &hasher) }
    var left = mostFiles
    for folder in state.places.folders { take(folder: folder.path, deepest, &left, &hasher) }
    hasher.combine(storeStamp(&state, now))
    let mark = hasher.finalize()
    state.latest = (mark, .now)
    return mark
  }

  private static func take(_ path: String, _ hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(FileStamp(path))
  }

  private static func take(
    folder: String, _ depth: Int, _ left: inout Int, _ hasher: inout Hasher
  ) {
    take(folder, &hasher)
    // No folder: then nothing is in it.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") && left > 0 {
      left -= 1
      let path = "\(folder)/\(name)"
      if depth > 1, FileStamp(path)?.isFolder ?? false {
        take(folder: path, depth - 1, &left, &hasher)
      } else {
        take(path, &hasher)
      }
    }
  }

  private static func storeStamp(_ state: inout State, _ now: TimeInterval) -> Int {
    guard let path = state.places.store?.path else { return 0 }
    // Whoever opens a database makes an empty log beside it.
    let stamps = [FileStamp(path), FileStamp(path + "-wal")].filter { $0?.size ?? 0 > 0 }
    let stamp = stamps.hashValue
    guard let known = state.store, known.stamp != stamp else {
      state.store = (stamp, now)
      return stamp
    }
    let last = stamps.compactMap { $0?.changedAt }.max() ?? 0
    guard abs(now - last) >= quiet || now - known.seenAt >= longestWait else { return known.stamp }
    state.store = (stamp, now)
    return stamp
  }
}
