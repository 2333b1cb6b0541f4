import Diagnostics
import Newsletter

extension ConfigurationDecoder {
  mutating func digest(_ own: Section?, _ inherited: InheritedSections) -> DigestConfiguration {
    let section = own?.inheriting(inherited.digest) ?? inherited.digest
    let schedule = schedule(own, inherited)
    let template = text(section?["template"]) ?? "digest"
    let backlog = backlog(section?["backlog"])
    let minStories = whole(section?["minStories"], from: 1, to: 1000) ?? 1
    let maxStories = whole(section?["maxStories"], from: 1, to: 1000) ?? 10
    if minStories > maxStories, let place = section?["minStories"] ?? section?["maxStories"] {
      note(.minAboveMax(min: minStories, max: maxStories), place)
    }
    return DigestConfiguration(
      schedule: schedule, template: template, backlog: backlog, minStories: minStories,
      maxStories: maxStories)
  }

  private mutating func schedule(_ own: Section?, _ inherited: InheritedSections) -> Schedule? {
    // `"schedule": null` is how an affiliate leaves the common schedule.
    if let place = own?["schedule"], place.present == nil { return nil }
    let ownSchedule = section(own?["schedule"])
    guard let section = ownSchedule?.inheriting(inherited.schedule) ?? inherited.schedule else {
      return nil
    }
    let weekdays = weekdays(in: section)
    let time = time(in: section)
    guard let weekdays, let time else { return nil }
    return Schedule(weekdays: weekdays, time: time)
  }

  private mutating func weekdays(in section: Section) -> [Weekday]? {
    guard let place = section["weekly"]?.present else {
      noteMissing("weekly", in: section)
      return nil
    }
    guard let elements = elements(place) else { return nil }
    if elements.isEmpty { note(.empty, place) }
    let known = Weekday.allCases.map(\.rawValue)
    let days = elements.compactMap { choice($0, of: known).flatMap(Weekday.init(rawValue:)) }
    // In the order of the week, each once.
    return days.isEmpty ? nil : Weekday.allCases.filter(days.contains)
  }

  private mutating func time(in section: Section) -> LocalTime? {
    guard let text = requiredText("at", in: section), let place = section["at"] else { return nil }
    if let time = LocalTime(text) { return time }
    note(.notATime(text), place)
    return nil
  }

  private mutating func backlog(_ place: LocatedNode?) -> BacklogConfiguration {
    let standard = BacklogConfiguration.number(5, isSet: false)
    guard let place = place?.present else { return standard }
    if place.node.value == .string("all") { return .all }
    if case .number = place.node.value {
      return whole(place, from: 0, to: 100_000).map { .number($0, isSet: true) } ?? standard
    }
    noteWrongKind(place, "a whole number or \"all\"", hint: "write 5 without quotes, or \"all\"")
    return standard
  }
}
