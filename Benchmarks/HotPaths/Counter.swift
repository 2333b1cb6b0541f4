import Foundation
import Mail
import Newsletter
import Storage

/// A store on the disk, and 64 sessions that each report one message and hand over the next.
///
/// One transaction, and so one wait for the disk, should serve them all.
final class Counter: Sendable {
  static let sessions = 64
  /// There are deliveries for so many commits.
  static let mostCommits = 250

  private let folder: URL
  private let log: SentLog
  private let mark: LeavingMark
  private let round = Round()

  /// Which deliveries come next.
  private actor Round {
    private var number = 0

    func next() -> Int {
      defer { number += 1 }
      return number
    }
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try Store.open(at: folder.appendingPathComponent("broadsheet.sqlite").path)
    // One round more, which comes before the measurement.
    try Sample.freeze(in: store, readers: Self.sessions * (Self.mostCommits + 2))
    let edition = try Sample.edition(stories: []).id
    mark = try store.waiting(in: edition, after: 0, dueBy: Sample.clock, limit: 1).mark
    log = try SentLog.begin("send", in: store, at: Sample.clock)
  }

  deinit {
    // What is left behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(at: folder)
  }

  /// What all sessions have to say, at the same time.
  func commit() async throws {
    let round = await round.next()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for session in 1...Self.sessions {
        group.addTask { try await self.commit(session, round) }
      }
      try await group.waitForAll()
    }
  }

  private func commit(_ session: Int, _ round: Int) async throws {
    let delivery = Int64(round * Self.sessions + session)
    try await log.commit(
      round == 0 ? [] : [accepted(delivery - Int64(Self.sessions))],
      handingOver: HandOver(delivery, mark: mark), at: Sample.clock)
  }

  private func accepted(_ delivery: Int64) -> DeliveryOutcomeRecord {
    DeliveryOutcomeRecord(
      delivery, from: .handedOver, .accepted(reply: "250 2.0.0 Ok: queued as 4D2F1A"))
  }
}
