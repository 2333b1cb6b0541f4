import Foundation

extension ConfigurationDecoder {
  mutating func sources(in affiliate: Section, _ inherited: LocatedNode?) -> [SourceConfiguration] {
    guard let place = affiliate["sources"]?.present ?? inherited else {
      noteMissing("sources", in: affiliate)
      return []
    }
    guard let elements = elements(place) else { return [] }
    if elements.isEmpty { note(.empty, place) }
    return elements.compactMap { element in section(element).flatMap { source($0) } }
  }

  private mutating func source(_ section: Section) -> SourceConfiguration? {
    let kinds = ["feed", "page", "file"].filter { section[$0]?.present != nil }
    guard let kind = kinds.first, kinds.count == 1 else {
      // Where a key was misspelt, that has been said.
      let isNoted = findings.contains { $0.path.hasPrefix(section.path + ".") }
      if kinds.count > 1 || !isNoted {
        note(
          kinds.isEmpty ? .noSourceKind : .severalSourceKinds(kinds), section.path,
          line: section.line)
      }
      return nil
    }
    let base = webAddress(section["base"])
    let reading = kind == "page" ? page(section) : plainSource(section, kind)
    let url = kind == "file" ? fileURL(section[kind], as: .source) : sourceAddress(section[kind])
    guard let url else { return nil }
    let isFederationWide = truth(section["federationWide"]) ?? false
    return SourceConfiguration(
      kind: reading, url: url, base: base, isFederationWide: isFederationWide)
  }

  private mutating func plainSource(_ section: Section, _ kind: String) -> SourceConfiguration.Kind
  {
    for key in ["preset", "selectors"] {
      if let place = section[key]?.present { note(.selectorsWithoutPage(key), place) }
    }
    return kind == "feed" ? .feed : .file
  }

  private mutating func page(_ section: Section) -> SourceConfiguration.Kind {
    let preset = choice(section["preset"], of: ["drupal"])
    let group = self.section(section["selectors"])
    let selectors = SelectorConfiguration(
      item: text(group?["item"]), title: text(group?["title"]), link: text(group?["link"]),
      teaser: text(group?["teaser"]), related: text(group?["related"]),
      date: text(group?["date"]), image: text(group?["image"]))
    if section["preset"]?.present == nil, selectors.item == nil {
      note(.pageWithoutSelectors, section.path, line: section.line)
    }
    return .page(preset: preset, selectors: selectors)
  }
}
