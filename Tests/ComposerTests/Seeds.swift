import Foundation
import Newsletter

@testable import Composer

/// The seed federation: the stories of `Tests/Seeds/expected.json` as editions.
struct Seeds: Decodable {
  let affiliates: [Affiliate]
  let stories: [Item]

  struct Affiliate: Decodable {
    let id: String
    let name: String
  }

  struct Item: Decodable {
    let title: String
    let teaser: String
    let related: String?
    let on: [String]
    let published: Date
    let node: Int64
    let url: URL
  }

  static func read() throws -> Seeds {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let file = RepositoryFile("Tests/Seeds/expected.json")
    return try decoder.decode(Seeds.self, from: Data(file.bytes()))
  }

  /// All stories of an affiliate, newest first.
  func stories(on affiliate: String) -> [Story] {
    stories.filter { $0.on.contains(affiliate) }
      .sorted { $0.published > $1.published }
      .map(\.story)
  }
}

extension Seeds.Item {
  var story: Story {
    let document = url.deletingPathExtension().lastPathComponent
    let target = URL(string: "https://federation.example/files/\(document).pdf")
    let links = related.flatMap { text in target.map { [RelatedLink(text: text, url: $0)] } } ?? []
    return Story(
      id: StoryID(node),
      listing: Listing(
        identifier: "\(node) at https://federation.example", url: url, title: title,
        published: published, summary: teaser, links: links))
  }
}
