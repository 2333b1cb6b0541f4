import Foundation
import Mail
import Mailroom

extension ConfigurationDecoder {
  /// The limits that stand in a section: of all mail, or of one recipient domain.
  mutating func limit(in section: Section) -> RateLimit {
    RateLimit(
      perSecond: whole(section["messagesPerSecond"], from: 1).map(Double.init),
      perHour: whole(section["messagesPerHour"], from: 1),
      perDay: whole(section["messagesPerDay"], from: 1))
  }

  /// The limits of recipient domains, each named once.
  mutating func domainLimits(_ place: LocatedNode?) -> [String: RateLimit] {
    guard let section = section(place) else { return [:] }
    var limits: [String: RateLimit] = [:]
    var lines: [String: Int] = [:]
    for key in section.keys {
      guard var place = section[key] else { continue }
      // A domain has dots of its own, so it stands in brackets.
      place.path = "\(section.path)[\(key)]"
      guard let domain = Self.asciiDomain(key) else {
        note(.notADomain(key), section.path, line: place.line)
        continue
      }
      if let first = lines[domain] {
        note(.repeatedKey(firstLine: first), place)
        continue
      }
      lines[domain] = place.line
      if let limit = domainLimit(place) { limits[domain] = limit }
    }
    return limits
  }

  private mutating func domainLimit(_ place: LocatedNode) -> RateLimit? {
    let before = findings.count
    guard let section = section(place) else { return nil }
    let limit = limit(in: section)
    if !limit.isSet, findings.count == before { note(.empty, place) }
    return limit.isSet ? limit : nil
  }

  /// A domain as addresses of the list have it: lower case, A-labels.
  private static func asciiDomain(_ text: String) -> String? {
    // Nil is told by the caller, with the domain and its line.
    guard isDomain(text) || !text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return (try? EmailAddress("a@\(text)"))?.domain.lowercased()
  }
}
