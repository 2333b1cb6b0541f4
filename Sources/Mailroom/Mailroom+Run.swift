import Composer
import Foundation
import Newsletter
import Storage

extension Mailroom {
  /// What cron calls: reads sources when it is time, settles each due slot once, sends what is due
  /// and what was interrupted.
  ///
  /// The caller holds the ``RunLock``.
  public func run() async throws -> SendReport {
    try await reporting("run") { report in
      _ = try store.forgetUnconfirmed(at: clock())
      let due = try publications.filter(isPollDue)
      if !due.isEmpty { report.fetched = try await fetch(Set(due.map(\.affiliate))) }
      report.alarms += report.fetched.flatMap(\.alarms)
      for publication in publications where report.obstacles[publication.affiliate] == nil {
        try attempt(publication, &report) { try settleSlots(of: publication, &$0) }
      }
    }
  }

  private static let pollInterval: TimeInterval = 3600

  /// Whether a publication's sources are to be read: a slot is due and they were not read since, or
  /// an hour has passed.
  private func isPollDue(_ publication: Publication) throws -> Bool {
    let states = try store.sourceStates(of: publication.affiliate)
    let slot = try agenda(of: publication)?.due.last
    return publication.sources.contains { source in
      guard let state = states[source.key.address] else { return true }
      if let slot, (state.readAt ?? .distantPast) < slot.due { return true }
      return clock().timeIntervalSince(state.attemptedAt) >= Self.pollInterval
    }
  }

  /// The slots of a publication that are open; nil when it has no schedule or was never fetched.
  private func agenda(of publication: Publication) throws -> SlotAgenda? {
    guard let schedule = publication.schedule,
      let start = try store.scheduleStart(of: publication.affiliate)
    else { return nil }
    return schedule.agenda(
      for: publication.affiliate, from: start, to: clock(), in: timeZone,
      settled: try store.settledSlots(of: publication.affiliate))
  }

  private func settleSlots(of publication: Publication, _ report: inout SendReport) throws {
    guard let agenda = try agenda(of: publication) else { return }
    for slot in agenda.missed {
      try store.settle(slot.date, of: publication.affiliate, as: .missed, at: clock())
      report.alarms.append(
        "\(publication.affiliate): the edition of \(slot.date) was missed: nothing ran within 48"
          + " hours of it; its stories go with the next one")
    }
    for slot in agenda.due { try settle(slot, of: publication, &report) }
  }

  private func settle(
    _ slot: Slot, of publication: Publication, _ report: inout SendReport
  ) throws {
    let unread = try unreadSources(of: publication, since: slot.due)
    if !unread.isEmpty, clock().timeIntervalSince(slot.due) < Schedule.patience { return }
    if !unread.isEmpty {
      report.alarms.append(
        "\(publication.affiliate): the edition of \(slot.date) goes without"
          + " \(unread.joined(separator: ", ")), which could not be read")
    }
    let id = EditionID(publication.affiliate, on: slot.date)
    let draft = try draft(id, of: publication)
    let digest = draft.digest
    if digest.stories.isEmpty {
      try store.settle(slot.date, of: publication.affiliate, as: .nothingNew, at: clock())
      report.quiet[publication.affiliate] = "nothing new"
    } else if digest.stories.count < publication.minStories {
      try store.settle(slot.date, of: publication.affiliate, as: .held, at: clock())
      report.quiet[publication.affiliate] =
        "\(digest.stories.count) new, fewer than minStories \(publication.minStories)"
    } else {
      try freeze(draft, of: publication, as: id, slot: slot.date)
    }
  }

  private func unreadSources(of publication: Publication, since moment: Date) throws -> [String] {
    let states = try store.sourceStates(of: publication.affiliate)
    return publication.sources.map(\.key.address).filter { address in
      (states[address]?.readAt ?? .distantPast) < moment
    }
  }
}
