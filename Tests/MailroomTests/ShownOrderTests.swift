import Composer
import Feeds
import Foundation
import Lint
import Newsletter
import Storage
import Testing

@testable import Mailroom

/// The affiliate's own stories 1 and 2, and 11 and 12 of the whole federation, which are newer.
@Suite("The order of a plan and a proof")
struct ShownOrderTests {
  private let jpu = AffiliateID("jpu")!

  /// - Parameter pinned: the number of a story that the introduction pins.
  private func world(pinned: Int? = nil) throws -> World {
    let federation = source("federation")
    let request = SourceRequest(address: URL(string: federation.address)!)
    let world = try World(["jpu"]) { publication in
      publication.sources = [
        PublicationSource(key: federation, request: request, isFederationWide: true)
      ]
      publication.templates = {
        TemplateTexts(
          layout: "<p>{{#ownStories}}{{> story}}{{/ownStories}}|"
            + "{{#federationStories}}{{> story}}{{/federationStories}} {{postalAddress}} {{leave.url}}</p>",
          story: "{{title}}", text: "{{postalAddress}} {{leave.url}}", subject: "{{lead.title}}")
      }
      publication.introduction = { _ in
        guard let pinned else { return .none }
        let head = "---\npin: https://www.example.org/story/\(pinned)\n---\n"
        return try Introduction(head, file: "Editions/jpu.md")
      }
    }
    try world.setList(jpu, ["ana@example.org"])
    // The first fetch finds both.
    _ = try world.store.record(
      [report([1, 2], on: source("feed"), at: 0), report([11, 12], on: federation, at: 60)],
      of: jpu, backlog: .all, allAsBaseline: false, at: world.clock)
    return world
  }

  private func source(_ name: String) -> SourceKey {
    SourceKey(
      affiliate: jpu, address: "https://www.example.org/jpu/\(name)", rules: "feed",
      host: "www.example.org")
  }

  private func report(
    _ stories: [Int], on source: SourceKey, at seconds: Double
  ) -> SourceReport {
    let listings = stories.map { number in
      Listing(
        url: URL(string: "https://www.example.org/story/\(number)"), title: "[story-\(number)]",
        published: Date(timeIntervalSince1970: 1_763_600_000 + seconds))
    }
    return SourceReport(
      source: source,
      outcome: .read(SourceDocument(listings: listings), etag: nil, lastModified: nil))
  }

  @Test(
    "is the message's, where newer stories of the whole federation stand last",
    arguments: [(nil, [1, 2, 11, 12]), (2, [2, 1, 11, 12])] as [(Int?, [Int])])
  func order(_ pinned: Int?, _ shown: [Int]) throws {
    try expect(shown, apart: 2, of: try world(pinned: pinned))
  }

  @Test("begins with what is pinned, also with a story of the whole federation")
  func pinned() throws {
    try expect([12, 1, 2, 11], apart: 1, of: try world(pinned: 12))
  }

  private func expect(_ shown: [Int], apart: Int, of world: World) throws {
    let titles = shown.map { "[story-\($0)]" }
    let plan = try #require(try world.room.plan().first)
    #expect(plan.shownStories.map(\.title) == titles)
    let proof = try world.room.proof(of: jpu, for: nil)
    #expect(proof.shownStories.map(\.title) == titles)
    let parts = [titles.dropLast(apart), titles.suffix(apart)].map { $0.joined() }
    #expect(proof.parts.html.contains(parts.joined(separator: "|")), "\(proof.parts.html)")
    #expect(proof.lintSubject.edition?.stories.map(\.title) == titles)
  }
}
