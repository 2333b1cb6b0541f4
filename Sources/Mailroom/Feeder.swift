import Composer
import Foundation
import Newsletter
import Storage

/// Reads what waits, edition by edition, makes the messages on all cores, and fills one lane of the
/// outbox with them.
struct Feeder {
  let room: Mailroom
  let log: SentLog
  let board: SendingBoard
  let outbox: Outbox
  /// Which lane, and whose deliveries go in it.
  let lane: Int
  let domains: RecipientDomains
  /// Deferred deliveries go along when their next try is due by then.
  let horizon: Date

  /// So many deliveries are read and made at a time.
  private static let pageSize = 128

  /// Feeds the lane until nothing waits or nothing more is wanted.
  func feed(_ editions: [StoredEdition]) async throws {
    defer { outbox.close(lane) }
    for edition in editions where !outbox.isStopped { try await feed(edition) }
  }

  private func feed(_ stored: StoredEdition) async throws {
    let edition = stored.edition.id
    let press = try EditionPress(stored, keys: room.keys, dkim: room.dkimKeys)
    var last: Int64 = 0
    while !board.isPaused(edition) {
      let page = try room.store.waiting(
        in: edition, to: domains, after: last, dueBy: horizon, limit: Self.pageSize)
      guard let next = page.last else { return }
      try await leaveOut(page.leaving, of: edition)
      let parcels = try await parcels(of: page, in: edition, press)
      guard await outbox.put(parcels, in: lane) else { return }
      last = next
    }
  }

  /// Those who left since the freeze get nothing.
  private func leaveOut(
    _ leaving: [LeavingDelivery], of edition: EditionID
  ) async throws {
    guard !leaving.isEmpty else { return }
    let outcomes = leaving.map {
      DeliveryOutcomeRecord($0.delivery, from: $0.state, .leftOut($0.reason))
    }
    try await log.commit(outcomes, at: room.clock())
    for outcome in outcomes { _ = board.count(outcome.event, in: edition) }
  }

  /// Makes a page's messages, shared among the cores.
  private func parcels(
    of page: WaitingPage, in edition: EditionID, _ press: EditionPress
  ) async throws -> [Parcel] {
    let size = max(8, page.deliveries.count / ProcessInfo.processInfo.activeProcessorCount + 1)
    return try await withThrowingTaskGroup(of: (Int, [Parcel]).self) { group in
      for start in stride(from: 0, to: page.deliveries.count, by: size) {
        let share = page.deliveries[start..<min(start + size, page.deliveries.count)]
        group.addTask {
          (start, try share.map { try parcel($0, of: page, in: edition, press) })
        }
      }
      let shares = try await group.reduce(into: []) { $0.append($1) }
      return shares.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  private func parcel(
    _ delivery: WaitingDelivery, of page: WaitingPage, in edition: EditionID, _ press: EditionPress
  ) throws -> Parcel {
    let message = try press.message(
      to: delivery.recipient, subscriber: delivery.subscriber, variant: delivery.variant,
      stories: delivery.stories)
    return Parcel(edition: edition, delivery: delivery, mark: page.mark, message: message)
  }
}
