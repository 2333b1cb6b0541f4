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

  /// So many deliveries are read at a time, and so many are made together.
  private static let pageSize = 128
  private static let shareSize = 16
  /// So many shares are made, or are being made, ahead of the one that is put in the lane next: no
  /// core waits for another to end its share.
  private static let sharesAhead = 4 * ProcessInfo.processInfo.activeProcessorCount

  /// Feeds the lane until nothing waits or nothing more is wanted.
  func feed(_ editions: [StoredEdition]) async throws {
    defer { outbox.close(lane) }
    for edition in editions where !outbox.isStopped { try await feed(edition) }
  }

  private func feed(_ stored: StoredEdition) async throws {
    let edition = stored.edition.id
    let press = try EditionPress(stored, keys: room.keys, dkim: room.dkimKeys)
    try await withThrowingTaskGroup(of: ParcelShare.self) { group in
      var shares = ShareLine()
      var last: Int64 = 0
      while !board.isPaused(edition), let page = try await page(of: edition, after: last) {
        for deliveries in page.shares(of: Self.shareSize) {
          if shares.count >= Self.sharesAhead, try await !putNext(&shares, &group) { return }
          let number = shares.begin()
          group.addTask {
            ParcelShare(
              number: number,
              parcels: try deliveries.map { try parcel($0, of: page, in: edition, press) })
          }
        }
        last = page.last ?? last
      }
      while shares.count > 0, try await putNext(&shares, &group) {}
    }
  }

  /// Puts the share that comes next in the lane, once it is made; false when no more are wanted.
  private func putNext(
    _ shares: inout ShareLine, _ group: inout ThrowingTaskGroup<ParcelShare, any Error>
  ) async throws -> Bool {
    while true {
      if let parcels = shares.takeNext() { return await outbox.put(parcels, in: lane) }
      guard let made = try await group.next() else { return false }
      shares.add(made)
    }
  }

  /// The next deliveries whose turn has come; nil when there are none.
  private func page(of edition: EditionID, after last: Int64) async throws -> WaitingPage? {
    let page = try room.store.waiting(
      in: edition, to: domains, after: last, dueBy: horizon, limit: Self.pageSize)
    guard page.last != nil else { return nil }
    try await leaveOut(page.leaving, of: edition)
    return page
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

  private func parcel(
    _ delivery: WaitingDelivery, of page: WaitingPage, in edition: EditionID, _ press: EditionPress
  ) throws -> Parcel {
    let message = try press.message(
      to: delivery.recipient, subscriber: delivery.subscriber, variant: delivery.variant,
      stories: delivery.stories)
    return Parcel(edition: edition, delivery: delivery, mark: page.mark, message: message)
  }
}

extension WaitingPage {
  fileprivate func shares(of size: Int) -> [ArraySlice<WaitingDelivery>] {
    stride(from: 0, to: deliveries.count, by: size).map {
      deliveries[$0..<min($0 + size, deliveries.count)]
    }
  }
}
