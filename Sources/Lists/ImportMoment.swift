import Foundation

/// A time as other programs export it: `2015-03-16 14:40:47`, with or without seconds, parts of
/// them, `T`, `Z`, `UTC` or an offset; a day alone counts from its beginning. UTC where nothing else
/// is said. What could be read in two ways, such as `5/6/2021`, is not read.
enum ImportMoment {
  static func date(_ text: String) -> Date? {
    var rest = Substring(text)
    guard let year = number(&rest, 4), take("-", &rest), let month = number(&rest, 2),
      take("-", &rest), let day = number(&rest, 2)
    else { return nil }
    var clock = (hour: 0, minute: 0, second: 0)
    if take("T", &rest) || take(" ", &rest) {
      guard let hour = number(&rest, 2), take(":", &rest), let minute = number(&rest, 2) else {
        return nil
      }
      clock = (hour, minute, 0)
      if take(":", &rest) {
        guard let second = number(&rest, 2) else { return nil }
        clock.second = second
      }
      if take(".", &rest) { rest = rest.drop { $0.isASCII && $0.isNumber } }
    }
    guard let offset = offset(rest) else { return nil }
    return date(year, month, day, clock)?.addingTimeInterval(-offset)
  }

  private static func date(
    _ year: Int, _ month: Int, _ day: Int, _ clock: (hour: Int, minute: Int, second: Int)
  ) -> Date? {
    guard (1970...2200).contains(year), clock.hour < 24, clock.minute < 60, clock.second < 61 else {
      return nil
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = DateComponents(
      calendar: calendar, timeZone: .gmt, year: year, month: month, day: day, hour: clock.hour,
      minute: clock.minute, second: min(59, clock.second))
    return parts.isValidDate ? parts.date : nil
  }

  /// Seconds east of Greenwich; nil for what is no offset.
  private static func offset(_ text: Substring) -> TimeInterval? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if ["", "Z", "UTC", "GMT"].contains(text.uppercased()) { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.count == 2 || digits.count == 4,
      let hours = Int(digits.prefix(2)), let minutes = Int("0" + digits.dropFirst(2)), hours < 15
    else { return nil }
    return (sign == "-" ? -1 : 1) * TimeInterval(hours * 3600 + minutes * 60)
  }

  private static func number(_ rest: inout Substring, _ digits: Int) -> Int? {
    let text = rest.prefix(digits)
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    rest = rest.dropFirst(digits)
    return Int(text)
  }

  private static func take(_ mark: Character, _ rest: inout Substring) -> Bool {
    guard rest.first == mark else { return false }
    rest = rest.dropFirst()
    return true
  }
}
