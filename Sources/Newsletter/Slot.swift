public import Foundation

/// One due time of an affiliate's schedule, keyed by its local date.
public struct Slot: Sendable, Hashable, Codable {
  public let affiliate: AffiliateID
  public let date: LocalDate
  /// The moment the slot is due.
  public let due: Date

  public init(affiliate: AffiliateID, date: LocalDate, due: Date) {
    self.affiliate = affiliate
    self.date = date
    self.due = due
  }
}

/// How a slot ended; it is settled once and never looked at again.
public enum SlotSettlement: Sendable, Equatable, Codable {
  case edition(EditionID)
  case nothingNew
  /// Fewer stories than `minStories`; they wait for the next slot.
  case held
  /// Nobody ran Broadsheet within 48 hours of it.
  case missed
}

/// What a run does about the slots of one affiliate.
public struct SlotAgenda: Sendable, Equatable {
  /// The slots whose time has passed, not settled and at most 48 hours old; oldest first.
  public var due: [Slot]
  /// Older ones that nobody settled.
  public var missed: [Slot]
}

extension Schedule {
  /// How long after its time a slot may still be served.
  public static let grace: TimeInterval = 48 * 3600
  /// How long a slot waits for a source that could not be read.
  public static let patience: TimeInterval = 4 * 3600

  /// The unsettled slots of `affiliate` between `start` (exclusive) and `now` (inclusive).
  ///
  /// - Parameters:
  ///   - start: the moment from which the schedule counts: the affiliate's first fetch.
  ///   - settled: the local dates that are settled.
  public func agenda(
    for affiliate: AffiliateID, from start: Date, to now: Date, in zone: TimeZone,
    settled: Set<LocalDate>
  ) -> SlotAgenda {
    let open = slots(for: affiliate, from: start, to: now, in: zone)
      .filter { !settled.contains($0.date) }
    return SlotAgenda(
      due: open.filter { now.timeIntervalSince($0.due) < Self.grace },
      missed: open.filter { now.timeIntervalSince($0.due) >= Self.grace })
  }

  /// The first slot after `now`.
  public func next(for affiliate: AffiliateID, after now: Date, in zone: TimeZone) -> Slot? {
    slots(for: affiliate, from: now, to: now.addingTimeInterval(8 * 86400), in: zone).first
  }

  /// All slots due after `start` and not after `end`, oldest first; at most two years of them.
  func slots(
    for affiliate: AffiliateID, from start: Date, to end: Date, in zone: TimeZone
  ) -> [Slot] {
    let calendar = Calendar.gregorian(in: zone)
    let first = max(start, end.addingTimeInterval(-731 * 86400))
    var day = calendar.startOfDay(for: first)
    var slots: [Slot] = []
    while day <= end {
      if let slot = slot(of: affiliate, onDayOf: day, calendar), slot.due > start, slot.due <= end {
        slots.append(slot)
      }
      // Noon of the next day, then its start: no day is skipped where clocks change at midnight.
      day = calendar.startOfDay(for: day.addingTimeInterval(36 * 3600))
    }
    return slots
  }

  private func slot(of affiliate: AffiliateID, onDayOf day: Date, _ calendar: Calendar) -> Slot? {
    let weekday = Weekday.allCases[calendar.component(.weekday, from: day) - 1]
    guard weekdays.contains(weekday) else { return nil }
    // A time that the change to summer time leaves out is served at the next one that exists.
    let due = calendar.date(
      bySettingHour: time.hour, minute: time.minute, second: 0, of: day,
      matchingPolicy: .nextTime, repeatedTimePolicy: .first)
    return due.map {
      Slot(affiliate: affiliate, date: LocalDate(of: day, in: calendar.timeZone), due: $0)
    }
  }
}
