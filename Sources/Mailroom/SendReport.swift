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
  /// What wants somebody to look, a sentence each.
  public internal(set) var alarms: [String] = []
  /// Why it stopped early, when it did.
  public internal(set) var stopped: SendingStopped?
  /// When the earliest deferred delivery is due.
  public internal(set) var nextTry: Date?
  public internal(set) var seconds: Double = 0

  /// Whether there is anything to tell.
  public var isEventful: Bool { !editions.isEmpty || !alarms.isEmpty || stopped != nil }

  /// How many wait because a server asked to try later.
  public var deferred: Int { editions.reduce(0) { $0 + $1.count(.deferred) } }

  public var exitCode: ExitCode {
    if editions.contains(where: { !$0.isBalanced }) { return .failure }
    if stopped != nil || deferred > 0 { return .tryAgain }
    return synced.compactMap { $0.obstacle?.exitCode }.max() ?? .done
  }
}
