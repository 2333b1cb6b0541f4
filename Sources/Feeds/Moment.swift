import Foundation

/// A calendar time with its distance from UTC.
struct Moment {
  var year: Int
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  /// Minutes east of UTC.
  var zone = 0
  private var stamp: Int?

  init(year: Int, month: Int = 1, day: Int = 1) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(secondsSince1970 stamp: Int) {
    year = 1970
    self.stamp = stamp
  }

  /// Nil when the calendar has no such day or time; 24:00 and the leap second are taken.
  var date: Date? {
    if let stamp { return Date(timeIntervalSince1970: TimeInterval(stamp)) }
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day),
      (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      abs(zone) <= 24 * 60
    else { return nil }
    let days = Self.daysSince1970(year, month, day)
    return Date(
      timeIntervalSince1970: TimeInterval(
        days * 86_400 + hour * 3_600 + (minute - zone) * 60 + second))
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Counted in years that begin in March, so that the leap day comes last.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
