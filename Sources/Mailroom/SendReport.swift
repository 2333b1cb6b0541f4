public import Diagnostics
public import Foundation
public import Newsletter
public import Storage

/// What one `send` or `run` did.
public struct SendReport: Sendable {
  /// The accounts of the editions that this run made or worked on.
  public internal(set) var editions: [EditionBalance] = []
  /// Affiliates that made no edition, and why.
  public internal(set) var quiet: [AffiliateID: String] = [:]
  public internal(set) var fetched: [FetchRecord] = []
  public internal(set) var synced: [SyncReport] = []
  /// Affiliates that are stopped for now, and why: a list that cannot be trusted, a template or
  /// introduction that cannot be used.
  public internal(set) var obstacles: [AffiliateID: any HintedError] = [:]
  /// What wants somebody to look, a sentence each.
  public internal(set) var alarms: [String] = []
  /// Why it stopped early, when it did.
  public internal(set) var stopped: SendingStopped?
  /// The limits for which something stays.
  var limits: String?
  /// The editions that were worked on.
  var resumed: Set<EditionID> = []
  /// When the earliest deferred delivery is due.
  public internal(set) var nextTry: Date?
  public internal(set) var seconds: Double = 0

  /// Whether there is anything to tell.
  public var isEventful: Bool {
    !editions.isEmpty || !alarms.isEmpty || !obstacles.isEmpty || stopped != nil
  }

  /// How many wait because a server asked to try later.
  public var deferred: Int { editions.reduce(0) { $0 + $1.count(.deferred) } }

  public var exitCode: ExitCode {
    if editions.contains(where: { !$0.isBalanced }) { return .failure }
    if let stopped { return stopped.exitCode }
    if deferred > 0 || editions.contains(where: { $0.pause != nil }) { return .tryAgain }
    return obstacles.values.map(\.exitCode).max() ?? .done
  }
}
