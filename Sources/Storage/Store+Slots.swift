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
