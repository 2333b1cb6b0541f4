import Foundation

/// A small federation, as files.
struct FederationSample: Sendable {
  struct Affiliate: Sendable {
    let id: String
    let stories: [Int]
    /// What stands before the @ of each address.
    let people: [String]
  }

  var affiliates: [Affiliate]
  /// Lines that every message has beside its stories.
  var padding = 0
  /// With one, everything happens in the order of the list.
  var sessions = 1

  /// Two stories for Ana, Ben and Cleo, in this order.
  static let threePeople = FederationSample(affiliates: [
    Affiliate(id: "jpu", stories: [1, 2], people: ["ana", "ben", "cleo"])
  ])

  /// One list of so many people.
  static func people(_ count: Int) -> FederationSample {
    FederationSample(affiliates: [
      Affiliate(id: "jpu", stories: [1, 2], people: (1...count).map { "reader\($0)" })
    ])
  }

  func write(into folder: URL, port: Int) throws {
    try text(port: port).write(
      to: folder.appendingPathComponent("config.json"), atomically: true, encoding: .utf8)
    for affiliate in affiliates {
      let rows = affiliate.people.map { "\($0)@example.org\n" }.joined()
      try ("email\n" + rows).write(
        to: folder.appendingPathComponent("Lists/\(affiliate.id).csv"), atomically: true,
        encoding: .utf8)
      try feed(of: affiliate).write(
        to: folder.appendingPathComponent("\(affiliate.id).rss"), atomically: true,
        encoding: .utf8)
    }
    if padding > 0 { try pad(folder) }
  }

  private func text(port: Int) -> String {
    let entries = affiliates.map { #"{"id": "\#($0.id)", "name": "Union \#($0.id)"}"# }
    return """
      {
        "organization": {
          "name": "River Valley Labor Federation", "postalAddress": "48 Wharf Street",
          "timeZone": "America/New_York", "website": "https://www.example.org"
        },
        "sender": { "address": "news@example.org" },
        "smtp": { "url": "smtp://127.0.0.1:\(port)", "sessions": \(sessions), "stayFor": "0s" },
        "digest": { "backlog": "all" },
        "sources": [{ "file": "{id}.rss", "base": "https://www.example.org/" }],
        "list": "Lists/{id}.csv",
        "affiliates": [\(entries.joined(separator: ", "))]
      }
      """
  }

  private func feed(of affiliate: Affiliate) -> String {
    let items = affiliate.stories.map { number in
      """
      <item><title>Story \(number)</title><link>https://www.example.org/story-\(number)</link>
      <guid isPermaLink="false">\(number) at https://www.example.org</guid>
      <description>What the members did, part \(number).</description></item>
      """
    }
    return #"<rss version="2.0"><channel><title>News</title>"# + items.joined()
      + "</channel></rss>"
  }

  private func pad(_ folder: URL) throws {
    let file = folder.appendingPathComponent("Templates/digest/text.mustache")
    let text = try String(contentsOf: file, encoding: .utf8)
    let line = String(repeating: "-", count: 70) + "\n"
    try (text + String(repeating: line, count: padding)).write(
      to: file, atomically: true, encoding: .utf8)
  }
}
