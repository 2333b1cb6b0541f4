public import Foundation

/// Dates as feeds write them.
///
/// RFC 822 and its many misspellings, ISO 8601 in all precisions, asctime, US and European number
/// orders, month names in a dozen languages, and seconds since 1970. What names no zone is UTC.
public enum FeedDate {
  /// The moment that `text` means, in whole seconds; nil when it is no date.
  public static func date(_ text: String) -> Date? {
    let bytes = Array(text.utf8.prefix(200))
    let trimmed = String(decoding: bytes, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.utf8.count <= 100 else { return nil }
    let moment = ISODate.moment(in: trimmed) ?? SpokenDate.moment(in: trimmed) ?? stamp(trimmed)
    return moment?.date
  }

  /// Seconds or milliseconds since 1970.
  private static func stamp(_ text: String) -> Moment? {
    guard (9...13).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text)
    else { return nil }
    return Moment(secondsSince1970: text.utf8.count > 11 ? number / 1000 : number)
  }
}
