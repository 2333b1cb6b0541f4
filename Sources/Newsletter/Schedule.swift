/// When an affiliate's editions are due: days of the week at one time of day.
public struct Schedule: Sendable, Equatable, Codable {
  public var weekdays: [Weekday]
  /// In the organization's time zone.
  public var time: LocalTime

  /// The same for the same days and time, in whatever order they were written.
  public var text: String {
    Weekday.allCases.filter(weekdays.contains).map(\.rawValue).joined(separator: ",") + " \(time)"
  }

  public init(weekdays: [Weekday], time: LocalTime) {
    self.weekdays = weekdays
    self.time = time
  }
}

/// A day of the week, named as the configuration names it.
public enum Weekday: String, Sendable, Codable, CaseIterable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday
}

/// A time of day without date or zone.
public struct LocalTime: Sendable, Hashable, Codable, CustomStringConvertible {
  public let hour: Int
  public let minute: Int

  public init?(hour: Int, minute: Int) {
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
    self.hour = hour
    self.minute = minute
  }

  /// Reads `09:00`; nil for any other form.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  public var description: String {
    (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}
