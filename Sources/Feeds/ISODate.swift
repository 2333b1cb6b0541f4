import Foundation

/// ISO 8601 and W3CDTF dates: `2022-05-06T14:00:00Z`, `20220506`, `2022-126`, `2022-05`, `2022`.
struct ISODate {
  private let bytes: [UInt8]
  private var place = 0

  static func moment(in text: String) -> Moment? {
    var reader = ISODate(bytes: Array(text.utf8))
    return reader.readMoment()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func readMoment() -> Moment? {
    guard let year = number(digits: 4), var moment = readDay(of: year) else { return nil }
    skipSpace()
    if current == UInt8(ascii: "T") || current == UInt8(ascii: "t") { place += 1 }
    skipSpace()
    if let current, (0x30...0x39).contains(current) {
      guard readTime(into: &moment) else { return nil }
    }
    return readZone(into: &moment) ? moment : nil
  }

  private mutating func readDay(of year: Int) -> Moment? {
    let separator = current.flatMap { [0x2D, 0x2F, 0x2E].contains($0) ? $0 : nil }
    if separator != nil { place += 1 }
    let digits = digitCount
    // The day's number in the year.
    if digits == 3, let ordinal = number(digits: 3) {
      guard (1...366).contains(ordinal), let first = Moment(year: year).date else { return nil }
      return Moment(secondsSince1970: Int(first.timeIntervalSince1970) + (ordinal - 1) * 86_400)
    }
    guard digits > 0 else { return separator == nil || digits == 0 ? Moment(year: year) : nil }
    guard separator != nil || digits == 4 || digits >= 8,
      let month = number(digits: min(digits, 2))
    else { return nil }
    if let separator {
      guard current == separator else { return Moment(year: year, month: month) }
      place += 1
    }
    guard let day = number(digits: min(digitCount, 2)) else { return nil }
    return Moment(year: year, month: month, day: day)
  }

  private mutating func readTime(into moment: inout Moment) -> Bool {
    guard let hour = number(digits: min(digitCount, 2)) else { return false }
    moment.hour = hour
    if current == 0x3A { place += 1 }
    guard let minute = number(digits: 2) else { return place > 0 }
    moment.minute = minute
    if current == 0x3A { place += 1 }
    if let second = number(digits: 2) { moment.second = second }
    if current == 0x2E || current == 0x2C {
      place += 1
      while let current, (0x30...0x39).contains(current) { place += 1 }
    }
    return true
  }

  private mutating func readZone(into moment: inout Moment) -> Bool {
    skipSpace()
    guard place < bytes.count else { return true }
    let rest = String(decoding: bytes[place...], as: UTF8.self)
    guard let zone = ZoneName.minutes(rest) else { return !rest.contains { $0.isNumber } }
    moment.zone = zone
    return true
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private var digitCount: Int {
    bytes[place...].prefix { (0x30...0x39).contains($0) }.count
  }

  private mutating func number(digits: Int) -> Int? {
    guard digits > 0, digitCount >= digits else { return nil }
    let value = bytes[place..<(place + digits)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    place += digits
    return value
  }

  private mutating func skipSpace() {
    while current == 0x20 { place += 1 }
  }
}
