import Composer
import Diagnostics
import Foundation
import Newsletter

extension ConfigurationDecoder {
  mutating func theme(_ own: Section?, _ inherited: Section?) -> [String: String] {
    guard let section = own?.inheriting(inherited) ?? inherited else { return [:] }
    var theme: [String: String] = [:]
    for key in section.keys {
      guard let place = section[key]?.present else { continue }
      if case .number(let number) = place.node.value {
        theme[key] = number
      } else {
        theme[key] = text(place)
      }
      checkTheme(key, place, theme[key])
    }
    checkLogo(section["logoWidth"], width: theme["width"])
    return theme
  }

  private mutating func checkTheme(_ key: String, _ place: LocatedNode, _ value: String?) {
    if DigestTheme.colors.contains(key) {
      if let value, !DigestTheme.isColor(value) { note(.notAColor(value), place) }
      return
    }
    switch key {
    case "font", "headingFont": _ = choice(place, of: FontStack.names)
    case "logo": _ = webAddress(place)
    case "width":
      _ = whole(place, from: DigestTheme.widths.lowerBound, to: DigestTheme.widths.upperBound)
    case "logoWidth": break  // It goes by the sheet's.
    case "logoHeight": _ = whole(place, from: 16, to: 400)
    default:
      // A template of one's own may name anything; a near miss is a slip.
      if let nearest = Suggestion.nearest(to: key, among: DigestTheme.settings) {
        note(.unknownTheme(nearest: nearest), place)
      }
    }
  }

  private mutating func checkLogo(_ place: LocatedNode?, width: String?) {
    guard let place else { return }
    let sheet = width.flatMap { Int($0) }.flatMap { DigestTheme.widths.contains($0) ? $0 : nil }
    let room = DigestTheme.logoWidths(onSheetOf: sheet ?? 600)
    guard case .number(let text) = place.node.value, let logo = Int(text), logo > room.upperBound
    else {
      _ = whole(place, from: room.lowerBound, to: room.upperBound)
      return
    }
    note(.logoTooWide(logo, room: room.upperBound, sheet: sheet ?? 600), place)
  }

  /// What stands in place of the fixed words; those of a language as `es.readStory`.
  mutating func wording(_ own: Section?, _ inherited: Section?) -> [String: String] {
    guard let section = own?.inheriting(inherited) ?? inherited else { return [:] }
    var wording = words(section, languages: Words.languages)
    for language in Words.languages {
      guard let group = self.section(section[language]) else { continue }
      for (key, text) in words(group, languages: []) { wording["\(language).\(key)"] = text }
    }
    return wording
  }

  private mutating func words(_ section: Section, languages: [String]) -> [String: String] {
    var words: [String: String] = [:]
    for key in section.keys where !languages.contains(key) {
      guard let place = section[key]?.present else { continue }
      let known = Words.names.sorted()
      guard known.contains(key) else {
        let nearest = Suggestion.nearest(to: key, among: known)
        note(.unknownKey(nearest: nearest, known: known + languages), place)
        continue
      }
      guard let text = text(place) else { continue }
      words[key] = text
      notePlaceholders(in: text, place)
    }
    return words
  }

  private mutating func notePlaceholders(in text: String, _ place: LocatedNode) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      if !Words.placeholders.contains(name) { note(.unknownPlaceholder(name), place) }
      rest = rest[rest.index(after: close)...]
    }
  }

  mutating func notices(_ place: LocatedNode?) -> [Notice] {
    (elements(place) ?? []).compactMap { element in section(element).flatMap { notice($0) } }
  }

  private mutating func notice(_ section: Section) -> Notice? {
    let title = text(section["title"])
    let body = text(section["text"])
    let day = date(section["date"])
    let until = date(section["until"])
    guard title != nil || body != nil else {
      note(.emptyNotice, section.path, line: section.line)
      return nil
    }
    if let day, let until, until < day, let place = section["until"] {
      note(.untilBeforeDate(until: until, date: day), place)
    }
    return Notice(date: day, title: title, text: body ?? "", until: until)
  }

  private mutating func date(_ place: LocatedNode?) -> LocalDate? {
    guard let place, let text = text(place) else { return nil }
    guard let date = LocalDate(text), date.exists else {
      note(.notADate(text), place)
      return nil
    }
    return date
  }

  mutating func truth(_ place: LocatedNode?) -> Bool? {
    guard let place = place?.present else { return nil }
    if case .boolean(let value) = place.node.value { return value }
    noteWrongKind(place, "true or false")
    return nil
  }
}

extension LocalDate {
  /// Whether the calendar has this day: there is no February 30.
  var exists: Bool {
    let parts = DateComponents(year: year, month: month, day: day, hour: 12)
    return Calendar.gregorian(in: .gmt).date(from: parts).map {
      LocalDate(of: $0, in: .gmt) == self
    } ?? false
  }
}
