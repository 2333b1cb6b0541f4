import Foundation
import Newsletter

/// Moments as people of the organization read them.
enum LocalTimeText {
  /// `10:05` on the day of `now`, else `2026-11-20 10:05`.
  static func text(_ moment: Date, in zone: TimeZone, on now: Date) -> String {
    let whole = text(moment, in: zone)
    let isSameDay = LocalDate(of: moment, in: zone) == LocalDate(of: now, in: zone)
    return isSameDay ? String(whole.suffix(5)) : whole
  }

  /// `2026-11-20 10:05`
  static func text(_ moment: Date, in zone: TimeZone) -> String {
    let parts = Calendar.gregorian(in: zone).dateComponents([.hour, .minute], from: moment)
    let time = LocalTime(hour: parts.hour ?? 0, minute: parts.minute ?? 0)
    return "\(LocalDate(of: moment, in: zone)) \(time?.description ?? "")"
  }
}
