import Diagnostics
import Foundation
import Mail

extension ConfigurationDecoder {
  /// A text that is not empty, with `{id}` filled in.
  mutating func text(_ place: LocatedNode?) -> String? {
    guard let place = place?.present else { return nil }
    guard case .string(let text) = place.node.value else {
      noteWrongKind(place, "a text in double quotes")
      return nil
    }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.isEmpty {
      note(.empty, place)
      return nil
    }
    guard let affiliateID else { return trimmed }
    return trimmed.replacingOccurrences(of: "{id}", with: affiliateID)
  }

  mutating func requiredText(_ key: String, in section: Section) -> String? {
    guard let place = section[key]?.present else {
      noteMissing(key, in: section)
      return nil
    }
    return text(place)
  }

  mutating func whole(
    _ place: LocatedNode?, from low: Int, to high: Int = 1_000_000_000
  ) -> Int? {
    guard let place = place?.present else { return nil }
    guard case .number(let text) = place.node.value, let number = Int(text) else {
      noteWrongKind(place, "a whole number", hint: Self.numberHint(place.node))
      return nil
    }
    guard (low...high).contains(number) else {
      note(.outOfRange(number, from: low, to: high), place)
      return nil
    }
    return number
  }

  mutating func address(_ place: LocatedNode?) -> EmailAddress? {
    guard let place, let text = text(place) else { return nil }
    do {
      return try EmailAddress(text)
    } catch {
      note(.notAnAddress(error), place)
      return nil
    }
  }

  mutating func addresses(_ place: LocatedNode?) -> [EmailAddress] {
    (elements(place) ?? []).compactMap { address($0) }
  }

  mutating func duration(_ place: LocatedNode?, atLeast least: Int = 1) -> Duration? {
    guard let place = place?.present else { return nil }
    guard case .string(let text) = place.node.value else {
      noteWrongKind(
        place, "a length of time with its unit", hint: "write \"30m\", \"2h\" or \"45s\"")
      return nil
    }
    let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
    guard let unit = text.last.flatMap({ seconds[$0] }), let number = Int(text.dropLast()),
      (least...100_000).contains(number)
    else {
      note(.notADuration(text), place)
      return nil
    }
    return .seconds(number * unit)
  }

  /// One of some known words.
  mutating func choice(_ place: LocatedNode?, of known: [String]) -> String? {
    guard let place, let text = text(place) else { return nil }
    if known.contains(text) { return text }
    let nearest = Suggestion.nearest(to: text, among: known)
    note(.notOneOf(text, known, nearest: nearest), place)
    return nil
  }

  mutating func listenAddress(_ place: LocatedNode?) -> ListenAddress? {
    guard let place, let text = text(place) else { return nil }
    guard let address = ListenAddress(text) else {
      note(.notAListenAddress(text), place)
      return nil
    }
    return address
  }

  private static func numberHint(_ node: JSONNode) -> String? {
    guard case .string(let text) = node.value, let number = Int(text) else { return nil }
    return "write \(number) without quotes"
  }
}
