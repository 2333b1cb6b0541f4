import Diagnostics
import Foundation
import Newsletter

/// An affiliate and the line on which it begins.
struct LocatedAffiliate {
  var path: String
  var line: Int
  var value: AffiliateConfiguration
}

/// What affiliates inherit.
struct InheritedSections {
  var sender: Section?
  var digest: Section?
  var schedule: Section?
  var theme: Section?
  var wording: Section?
  var notices: LocatedNode?
  var sources: LocatedNode?
  var list: LocatedNode?
}

extension ConfigurationDecoder {
  mutating func affiliates(_ top: Section) -> [LocatedAffiliate] {
    let digest = section(top["digest"])
    let inherited = InheritedSections(
      sender: section(top["sender"]), digest: digest, schedule: section(digest?["schedule"]),
      theme: section(top["theme"]), wording: section(top["wording"]),
      notices: top["notices"]?.present, sources: top["sources"]?.present, list: top["list"]?.present
    )
    let places = elements(top["affiliates"]) ?? []
    if places.isEmpty { note(.noAffiliates, "affiliates", line: top["affiliates"]?.line) }
    let sections = places.compactMap { section($0) }
    noteRepeats(of: "id", in: sections) { .repeatedID($0, firstLine: $1) }
    noteRepeats(of: "name", in: sections) { .repeatedName($0, firstLine: $1) }
    let affiliates = sections.compactMap { affiliate($0, inherited) }
    noteSharedLists(affiliates)
    return affiliates
  }

  private mutating func affiliate(
    _ section: Section, _ inherited: InheritedSections
  ) -> LocatedAffiliate? {
    let id = affiliateID(in: section)
    // Inherited texts are read even for an affiliate without id, to name what else is wrong.
    affiliateID = id?.text ?? "id"
    defer { affiliateID = nil }
    let name = requiredText("name", in: section)
    let listID = listID(section["listId"])
    let segment = segment(section["where"])
    let copies = addresses(section["copies"])
    let theme = theme(self.section(section["theme"]), inherited.theme)
    let wording = wording(self.section(section["wording"]), inherited.wording)
    let notices = notices(inherited.notices) + notices(section["notices"])
    let sources = sources(in: section, inherited.sources)
    let sender = sender(
      section, (self.section(section["sender"]), inherited.sender), affiliateName: name)
    let digest = digest(self.section(section["digest"]), inherited)
    let list = list(section, inherited.list)
    guard let id, let name, let sender else { return nil }
    var value = AffiliateConfiguration(
      id: id, name: name, listID: listID, segment: segment, copies: copies, theme: theme,
      sources: sources,
      sender: sender, digest: digest, list: list.url, listName: list.shown)
    value.wording = wording
    value.notices = notices
    return LocatedAffiliate(path: section.path, line: section.line, value: value)
  }

  private mutating func affiliateID(in section: Section) -> AffiliateID? {
    guard let text = requiredText("id", in: section), let place = section["id"] else { return nil }
    if let id = AffiliateID(text) { return id }
    note(.notAnID(text), place)
    return nil
  }

  private mutating func listID(_ place: LocatedNode?) -> String? {
    guard let place, let text = text(place) else { return nil }
    if Self.isDomain(text) { return text }
    note(.notAListID(text), place)
    return nil
  }

  /// Columns of the list and the values that are meant.
  private mutating func segment(_ place: LocatedNode?) -> Segment? {
    guard let section = section(place) else { return nil }
    let conditions = section.keys.compactMap { key -> Segment.Condition? in
      guard let place = section[key]?.present else { return nil }
      let values = words(place)
      return values.isEmpty ? nil : Segment.Condition(column: key, values: values)
    }
    if conditions.isEmpty, let place { note(.empty, place) }
    return Segment(conditions)
  }

  /// A text or a list of texts; an empty one stands for an empty cell.
  private mutating func words(_ place: LocatedNode) -> [String] {
    if case .string(let text) = place.node.value { return [text] }
    guard case .array(let nodes) = place.node.value else {
      noteWrongKind(place, "a text, or a list of texts in [ ]")
      return []
    }
    return nodes.enumerated().compactMap { index, node in
      if case .string(let text) = node.value { return text }
      let place = LocatedNode(path: "\(place.path)[\(index)]", line: node.line, node: node)
      noteWrongKind(place, "a text in double quotes")
      return nil
    }
  }

  private mutating func sender(
    _ affiliate: Section, _ sections: (own: Section?, inherited: Section?),
    affiliateName: String?
  ) -> SenderConfiguration? {
    let own = sections.own ?? Section(path: affiliate.path(of: "sender"), line: affiliate.line)
    let section = own.inheriting(sections.inherited)
    let name = text(section["name"]) ?? affiliateName ?? ""
    let replyTo = address(section["replyTo"])
    let bounceAddress = address(section["bounceAddress"])
    if section["address"]?.present == nil {
      // Said once, of the group that all affiliates take it from.
      noteMissing("address", in: sections.inherited ?? Section(path: "sender", line: 1))
      return nil
    }
    guard let address = address(section["address"]) else { return nil }
    return SenderConfiguration(
      name: name, address: address, replyTo: replyTo, bounceAddress: bounceAddress ?? address)
  }

  private mutating func list(
    _ section: Section, _ inherited: LocatedNode?
  ) -> (url: URL, shown: String) {
    let standard = LocatedNode(
      path: section.path(of: "list"), line: section.line,
      node: JSONNode(line: section.line, value: .string("Lists/{id}.csv")))
    var place = section["list"]?.present ?? inherited ?? standard
    let shown = text(place) ?? "Lists/\(affiliateID ?? "").csv"
    // An inherited list that is missing is this affiliate's matter.
    if section["list"]?.present == nil {
      place.path = section.path(of: "list")
      place.line = section.line
    }
    return (namedFile(shown, .list, place), shown)
  }

  // MARK: What affiliates have in common by mistake

  private mutating func noteRepeats(
    of key: String, in sections: [Section],
    reason: (String, Int) -> ConfigurationFinding.Reason
  ) {
    var lines: [String: Int] = [:]
    for section in sections {
      guard let place = section[key], case .string(let text) = place.node.value else { continue }
      if let first = lines[text] {
        note(reason(text, first), place)
      } else {
        lines[text] = place.line
      }
    }
  }

  private mutating func noteSharedLists(_ affiliates: [LocatedAffiliate]) {
    var first: [URL: LocatedAffiliate] = [:]
    for affiliate in affiliates {
      let list = affiliate.value.list
      if let other = first[list] {
        // Segments are there so that affiliates can share one.
        if affiliate.value.segment != nil || other.value.segment != nil { continue }
        note(
          .sharedList(affiliate.value.listName, with: other.path), affiliate.path,
          line: affiliate.line)
      } else {
        first[list] = affiliate
      }
    }
  }

  /// A stream for everybody that stands before others would carry their stories first.
  mutating func adviseOrder(_ affiliates: [LocatedAffiliate], organization: String) {
    let ids: Set = ["latest", "all", "everyone", "federation", "general", "news"]
    for affiliate in affiliates.dropLast() {
      let value = affiliate.value
      if ids.contains(value.id.text) || value.name == organization {
        note(.shouldBeLast(name: value.name), affiliate.path, line: affiliate.line)
      }
    }
  }
}
