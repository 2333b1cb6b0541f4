public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// The local dates of an affiliate's settled slots.
  public func settledSlots(of affiliate: AffiliateID) throws(StorageError) -> Set<LocalDate> {
    try read { database in
      let dates = try String.fetchAll(
        database, sql: "SELECT date FROM slot WHERE affiliate = ?", arguments: [affiliate.text])
      return Set(dates.compactMap(LocalDate.init))
    }
  }

  /// Keeps the schedule that an affiliate has now, and since when it is that.
  ///
  /// - Parameter schedule: as one text; nil for none.
  public func keepSchedule(
    _ schedule: String?, of affiliate: AffiliateID, at now: Date
  ) throws(StorageError) {
    try write { database in
      try database.execute(
        sql: """
          UPDATE affiliate SET schedule = ?, scheduledAt = ?
          WHERE id = ? AND (schedule IS NULL OR schedule <> ?)
          """, arguments: [schedule ?? "none", now.seconds, affiliate.text, schedule ?? "none"])
    }
  }

  /// From when an affiliate's slots count: its first fetch, or 48 hours before its schedule was
  /// changed, so that a new schedule has not missed anything. Nil before the first fetch.
  public func scheduleStart(of affiliate: AffiliateID) throws(StorageError) -> Date? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT firstFetchedAt, scheduledAt FROM affiliate WHERE id = ?",
        arguments: [affiliate.text])
      guard let first = row?["firstFetchedAt"] as Int64? else { return nil }
      let changed = (row?["scheduledAt"] as Int64?) ?? first
      return Date(seconds: max(first, changed - Int64(Schedule.grace)))
    }
  }

  /// Settles a slot that makes no edition; one that is settled stays as it is.
  public func settle(
    _ slot: LocalDate, of affiliate: AffiliateID, as settlement: SlotSettlement, at now: Date
  ) throws(StorageError) {
    try write { try $0.settle(slot, of: affiliate, as: settlement, now) }
  }
}

extension Database {
  func settle(
    _ slot: LocalDate, of affiliate: AffiliateID, as settlement: SlotSettlement, _ now: Date
  ) throws {
    var edition: String?
    if case .edition(let id) = settlement { edition = id.text }
    try execute(
      sql: """
        INSERT INTO slot (affiliate, date, settlement, edition, settledAt) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [affiliate.text, slot.description, settlement.word, edition, now.seconds])
  }
}

extension SlotSettlement {
  var word: String {
    switch self {
    case .edition: "edition"
    case .nothingNew: "nothingNew"
    case .held: "held"
    case .missed: "missed"
    }
  }
}
