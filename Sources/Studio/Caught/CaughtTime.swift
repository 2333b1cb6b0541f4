import Foundation

/// When a message was caught, in this machine's time.
struct CaughtTime {
  let date: Date
  var zone = TimeZone.current

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `20 Nov 2026, 09:00:05`, without the year where it is this one.
  func text(now: Date? = nil) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    let year = now.map { calendar.component(.year, from: $0) }
    let clock = [parts.hour, parts.minute, parts.second].map { number in
      let digits = String(number ?? 0)
      return digits.count < 2 ? "0\(digits)" : digits
    }
    let day = "\(parts.day ?? 1) \(Self.months[(parts.month ?? 1) - 1])"
    let whole = year == parts.year ? day : "\(day) \(parts.year ?? 1970)"
    return "\(whole), \(clock.joined(separator: ":"))"
  }
}
