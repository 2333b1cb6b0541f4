public import Foundation

/// A moment as the Date field writes it (RFC 5322 section 3.3).
///
///     MailDate(date, in: zone).text  // "Fri, 20 Nov 2026 09:00:00 -0500"
public struct MailDate: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// - Parameter zone: gives the offset, which is written in whole minutes.
  public init(_ date: Date, in zone: TimeZone) {
    let offset = zone.secondsFromGMT(for: date) / 60
    // Far outside of what a calendar writes in four digits, so that no sum can overflow.
    let instant = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_214_400)
    let seconds = Int(instant.rounded(.down)) + offset * 60
    let (days, time) = Self.divided(seconds, by: 86_400)
    let (year, month, day) = Self.civilDate(days)
    let weekday = Self.divided(days + 4, by: 7).remainder
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, to: 2) }
    let sign = offset < 0 ? "-" : "+"
    let zoneText = sign + Self.padded(abs(offset) / 60 * 100 + abs(offset) % 60, to: 4)
    text =
      "\(Self.weekdays[weekday]), \(Self.padded(day, to: 2)) \(Self.months[month - 1]) "
      + "\(Self.padded(year, to: 4)) \(clock.joined(separator: ":")) \(zoneText)"
  }

  public var description: String { text }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The Gregorian date of a day counted from 1 January 1970.
  ///
  /// Years are counted from 1 March, so that the leap day is the last of its year, and in
  /// eras of 400 years, which all have the same number of days. A formatter would follow the
  /// process's locale and cost a hundred times more.
  private static func civilDate(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = divided(days + 719_468, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func divided(_ number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (number % divisor + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
