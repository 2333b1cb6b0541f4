import Foundation

/// Dates in words and numbers: `Fri, 06 May 2022 14:00:00 +0000`, `May 6, 2022 2:00 PM`,
/// `Fri May  6 14:00:00 EDT 2022`, `5/6/2022`, `6. Mai 2022`.
struct SpokenDate {
  private var year: Int?
  private var month: Int?
  private var numbers: [(value: Int, digits: Int)] = []
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var zone: Int?
  private var hasTime = false
  private var half: Int?

  static func moment(in text: String) -> Moment? {
    var date = SpokenDate()
    for word in words(in: text) {
      guard date.read(word) else { return nil }
    }
    return date.moment
  }

  private static func words(in text: String) -> [Substring] {
    let plain = text.replacingOccurrences(of: "년", with: "-").replacingOccurrences(
      of: "월", with: "-"
    )
    .replacingOccurrences(of: "일", with: " ").replacingOccurrences(of: "- ", with: "-")
    .replacingOccurrences(of: "\u{202F}", with: " ").replacingOccurrences(of: "\u{A0}", with: " ")
    return plain.split { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }
  }

  private var moment: Moment? {
    guard let month, let (day, year) = dayAndYear else { return nil }
    var moment = Moment(year: year, month: month, day: day)
    moment.hour = half.map { hour % 12 + $0 } ?? hour
    moment.minute = minute
    moment.second = second
    moment.zone = zone ?? 0
    return moment
  }

  private var dayAndYear: (Int, Int)? {
    if let year { return numbers.first.map { ($0.value, year) } }
    guard numbers.count >= 2 else { return nil }
    let day = numbers[0].digits >= 3 ? numbers[1] : numbers[0]
    let year = numbers[0].digits >= 3 ? numbers[0] : numbers[1]
    return (day.value, Self.year(year.value, digits: year.digits))
  }

  /// Two digits are a year from 1990 to 2089.
  private static func year(_ value: Int, digits: Int) -> Int {
    digits > 2 ? value : value < 90 ? 2000 + value : 1900 + value
  }

  // MARK: Words

  /// False when the word cannot stand in a date.
  private mutating func read(_ word: Substring) -> Bool {
    if word.contains(":"), word.first?.isNumber == true { return readTime(word) }
    if let first = word.first, first == "+" || first == "-" { return readZone(word) }
    if word.first?.isNumber == true { return readNumber(word) }
    return readName(word)
  }

  private mutating func readTime(_ word: Substring) -> Bool {
    var word = word
    if let suffix = Self.half(of: word.suffix(2)) {
      half = suffix
      word = word.dropLast(2)
    }
    // A zone may stand right behind the time.
    if let sign = word.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "Z" }) {
      guard readZone(word[sign...]) else { return false }
      word = word[..<sign]
    }
    let parts = word.split(separator: ":").map { Int($0.prefix { $0 != "." }) }
    guard (1...3).contains(parts.count), !parts.contains(nil), !hasTime else { return hasTime }
    let known = parts.compactMap { $0 } + [0, 0]
    (hour, minute, second) = (known[0], known[1], known[2])
    hasTime = true
    return true
  }

  private mutating func readZone(_ word: Substring) -> Bool {
    if let minutes = ZoneName.minutes(String(word)) { zone = minutes }
    return true
  }

  /// `6`, `06`, `2022`, `6th`, `5/6/2022`, `6-May-2022`, `6.5.2022`, `2022-05-06`.
  private mutating func readNumber(_ word: Substring) -> Bool {
    let separators: [Character] = ["/", "-", "."]
    if let separator = separators.first(where: { word.dropLast().contains($0) }) {
      return readJoined(word.split(separator: separator), separator)
    }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let value = Int(digits), digits.count <= 4 else { return digits.count > 4 ? false : true }
    if hasTime, zone == nil, digits.count == 4, numbers.count >= 2 {
      return true
    }
    numbers.append((value, digits.count))
    return true
  }

  private mutating func readJoined(_ parts: [Substring], _ separator: Character) -> Bool {
    guard parts.count == 3 else { return false }
    if let named = parts.firstIndex(where: { MonthName.number(String($0)) != nil }) {
      month = MonthName.number(String(parts[named]))
      for (index, part) in parts.enumerated() where index != named {
        guard readNumber(part) else { return false }
      }
      return true
    }
    let values = parts.compactMap { Int($0) }
    guard values.count == 3 else { return false }
    setNumbers(values, yearDigits: parts[2].count, yearComesFirst: parts[0].count == 4, separator)
    return true
  }

  /// Slashes have the month first, as in the US, unless that cannot be; dots and hyphens the day.
  private mutating func setNumbers(
    _ values: [Int], yearDigits: Int, yearComesFirst: Bool, _ separator: Character
  ) {
    if yearComesFirst {
      (year, month, numbers) = (values[0], values[1], [(values[2], 2)])
      return
    }
    year = Self.year(values[2], digits: yearDigits)
    let hasMonthFirst = separator == "/" ? values[0] <= 12 : values[1] > 12
    month = hasMonthFirst ? values[0] : values[1]
    numbers = [(hasMonthFirst ? values[1] : values[0], 2)]
  }

  private mutating func readName(_ word: Substring) -> Bool {
    let name = word.lowercased().trimmingCharacters(in: .punctuationCharacters)
    if let half = Self.half(of: name.filter { $0 != "." }[...]), hasTime {
      self.half = half
    } else if hasTime, zone == nil, let minutes = ZoneName.minutes(String(word)) {
      zone = minutes
    } else if month == nil, let number = MonthName.number(name), !Self.isWeekday(name) {
      month = number
    }
    return true
  }

  /// Spanish "martes" and French "mardi" begin like March.
  private static func isWeekday(_ name: String) -> Bool {
    ["martes", "mardi", "mart", "martedi", "martedì", "marti"].contains(name)
  }

  private static func half(of text: Substring) -> Int? {
    switch text.lowercased() {
    case "am": 0
    case "pm": 12
    default: nil
    }
  }
}
