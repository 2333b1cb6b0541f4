public import Foundation

extension MailDate {
  /// The moment that the value of a Date field names, obsolete forms too (RFC 5322 sections 3.3 and
  /// 4.3); nil when it names none.
  public static func moment(_ value: Substring) -> Date? {
    var words = withoutComments(value).split(whereSeparator: { " ,\t".contains($0) })[...]
    guard let first = words.first else { return nil }
    if first.first?.isLetter == true { words = words.dropFirst() }
    let parts = Array(words)
    guard parts.count >= 4, let day = Int(parts[0]), (1...31).contains(day),
      let month = months.firstIndex(where: { $0 == parts[1].prefix(3).lowercased() }),
      let year = year(parts[2]), let time = time(parts[3])
    else { return nil }
    let offset = parts.count > 4 ? offset(parts[4]) : 0
    let seconds = days(year, month + 1, day) * 86_400 + time - offset
    return Date(timeIntervalSince1970: Double(seconds))
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func withoutComments(_ value: Substring) -> Substring {
    value.prefix { $0 != "(" }
  }

  private static func year(_ text: Substring) -> Int? {
    guard (2...4).contains(text.count), let number = Int(text), number >= 0 else { return nil }
    if text.count == 4 { return (1900...9999).contains(number) ? number : nil }
    return number + (text.count == 3 || number >= 50 ? 1900 : 2000)
  }

  private static func time(_ text: Substring) -> Int? {
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
      let second = numbers.count == 3 ? numbers[2] : 0, (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of Greenwich; names of zones other than North America's count as none.
  private static func offset(_ text: Substring) -> Int {
    let names = [
      "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    ]
    if let hours = names[text.uppercased()] { return hours * 3600 }
    guard let sign = text.first, sign == "+" || sign == "-", text.count == 5,
      let number = Int(text.dropFirst()), number >= 0
    else { return 0 }
    return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
  }

  /// Days from 1 January 1970 to a day of the Gregorian calendar, years counted from 1 March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
