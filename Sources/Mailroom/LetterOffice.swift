import Diagnostics
public import Foundation
public import Mail
public import Newsletter
public import Storage
public import Transport

/// Sends the letters that wait: one after the other, each recorded before it can arrive.
///
/// It needs no lock: a letter is claimed by the change of its state, so that two programs never send
/// the same one. What ends between handing a letter over and its answer leaves it uncertain; it is
/// not sent again, because whoever waits for it can ask for another.
public struct LetterOffice: Sendable {
  public var store: Store
  /// Makes the message of a letter; the same for the same letter.
  public var compose: @Sendable (Letter) throws -> (envelope: Envelope, body: SMTPBody)
  public var openSession: @Sendable () async throws -> any DeliverySession
  /// Now, in whole seconds.
  public var clock: @Sendable () -> Date

  public init(
    store: Store, clock: @escaping @Sendable () -> Date,
    openSession: @escaping @Sendable () async throws -> any DeliverySession,
    compose: @escaping @Sendable (Letter) throws -> (envelope: Envelope, body: SMTPBody)
  ) {
    self.store = store
    self.clock = clock
    self.openSession = openSession
    self.compose = compose
  }

  /// Sends what waits now, until nothing does or the relay cannot be used.
  ///
  /// A stop that is asked for lets the letter in hand be finished.
  public func sendWaiting() async throws -> LetterReport {
    var round = LetterRound(office: self)
    do {
      try await round.sendAll()
    } catch {
      await round.close()
      throw error
    }
    await round.close()
    return round.report
  }
}

/// What came of one round of letters.
public struct LetterReport: Sendable {
  public internal(set) var accepted = 0
  public internal(set) var rejected = 0
  /// The server asked to try later.
  public internal(set) var deferred = 0
  /// Nobody knows whether they arrived.
  public internal(set) var uncertain = 0
  /// Why the rest was left to wait, when it was.
  public internal(set) var obstacle: (any Error)?
  /// Letters that could not be made, and why.
  public internal(set) var failures: [any Error] = []

  /// Whether anything happened.
  public var isEventful: Bool {
    accepted + rejected + deferred + uncertain > 0 || obstacle != nil || !failures.isEmpty
  }
}

extension Letter {
  /// When a letter that was put off is tried again; soon, because somebody waits for it.
  static func nextTry(after tries: Int, from now: Date) -> Date {
    let minutes: [TimeInterval] = [1, 3, 5, 10, 15, 30]
    return now.addingTimeInterval(60 * minutes[min(max(0, tries), minutes.count - 1)])
  }
}
