import Foundation
import Lint
import Newsletter
import Testing

@Suite("The templates that ship")
struct ShippedTemplateTests {
  /// A shape of an edition.
  struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    var language = "en"
    var theme: [String: String] = [:]
    var introduction = ""
    let stories: @Sendable ([Story]) -> [Story]
    var testDescription: String { name }
  }

  static let shapes = [
    Shape(name: "1 story") { Array($0.prefix(1)) },
    Shape(name: "5 stories") { Array($0.prefix(5)) },
    Shape(
      name: "10 stories with pictures and a logo",
      theme: [
        "accentColor": "#f2b705", "logo": "https://www.rivervalley.example/logo.png",
      ], introduction: "Dear members,\n\nthe **annual meeting** is on *December 4*."
    ) {
      Self.pictured(Self.many(10, of: $0))
    },
    Shape(
      name: "an introduction with headings and a picture",
      introduction: "## What to do\n\nCome.\n\n#### And bring\n\n![Soup in a bowl]"
        + "(https://www.rivervalley.example/soup.jpg)"
    ) {
      Array($0.prefix(3))
    },
    Shape(
      name: "a logo that was not loaded, on a dark header",
      theme: [
        "accentColor": "#12324f", "logo": "https://www.rivervalley.example/logo.png",
      ]
    ) {
      Array($0.prefix(2))
    },
    Shape(name: "30 stories") { Self.many(30, of: $0) },
    Shape(name: "no pictures") { $0.map { Self.changed($0) { $0.image = nil } } },
    Shape(name: "long words") { stories in
      stories.prefix(5).map {
        Self.changed($0) { $0.summary = "Donaudampfschifffahrtsgesellschaft".appending($0.summary) }
      }
    },
    Shape(name: "Spanish", language: "es", theme: ["accentColor": "#7a1f5c"]) {
      Array($0.prefix(5))
    },
    Shape(name: "German, whose dates are numbers", language: "de") { Array($0.prefix(8)) },
    Shape(name: "addresses that end as sentences do") { stories in
      zip(stories, ["Acme,_Inc.", "Local_418_(rail)", "rail)", "what?", "more]"]).map { pair in
        Self.changed(pair.0) {
          $0.url = URL(string: "https://www.rivervalley.example/wiki/\(pair.1)")
        }
      }
    },
    Shape(name: "missing fields") { stories in
      stories.prefix(5).map {
        Self.changed($0) {
          $0.summary = ""
          $0.published = nil
          $0.updated = nil
          $0.image = nil
          $0.links = []
        }
      }
    },
  ]

  @Test("there is at least one of them")
  func names() { #expect(SampleEdition.templateNames.contains("digest")) }

  @Test(
    "have nothing to mend, whatever they show", arguments: SampleEdition.templateNames, shapes)
  func silence(_ template: String, _ shape: Shape) async throws {
    let stories = shape.stories(try await SampleEdition.stories())
    let edition = try SampleEdition.edition(
      stories, template: template, language: shape.language, theme: shape.theme,
      introduction: shape.introduction)
    let report = Lint().report(on: try SampleEdition.subject(edition))
    let lines = report.findings.map { "\($0.id.rawValue) \($0.place): \($0.what)" }
    #expect(lines == [])
  }

  @Test("tell the editor which story to cut when an edition grows too large")
  func largest() async throws {
    let template = try #require(SampleEdition.templateNames.first { $0 == "digest" })
    var stories = Self.many(30, of: try await SampleEdition.stories())
    stories = stories.map { story in
      Self.changed(story) { listing in
        listing.summary = String(repeating: "After weeks of talks they voted. ", count: 45)
        let address = listing.url ?? URL(fileURLWithPath: "/")
        listing.links = (1...12).map { RelatedLink(text: "Part \($0) of the story", url: address) }
      }
    }
    stories[3].listing.title = "The longest of all"
    stories[3].listing.links = (1...40).compactMap { number in
      URL(string: "https://www.rivervalley.example/long/\(number)").map {
        RelatedLink(text: "Paper number \(number)", url: $0)
      }
    }
    let edition = try SampleEdition.edition(stories, template: template)
    let report = Lint().report(on: try SampleEdition.subject(edition))
    let finding = try #require(report.findings.first { $0.id == .tooLarge })
    #expect(finding.place.story == "The longest of all")
    #expect(finding.remedy.contains("the largest: 'The longest of all' ("))
    #expect(!report.isFit)
  }

  // MARK: Stories

  private static func changed(_ story: Story, _ change: (inout Listing) -> Void) -> Story {
    var story = story
    change(&story.listing)
    return story
  }

  /// So many stories, the later ones with a number in their titles and addresses.
  private static func many(_ count: Int, of stories: [Story]) -> [Story] {
    (0..<count).map { index in
      let story = stories[index % stories.count]
      guard index >= stories.count else { return story }
      var listing = story.listing
      listing.title += ", part \(index / stories.count + 1)"
      listing.url = listing.url?.appending(path: "part-\(index)")
      return Story(id: StoryID(Int64(1000 + index)), listing: listing)
    }
  }

  private static func pictured(_ stories: [Story]) -> [Story] {
    stories.map { story in
      changed(story) {
        $0.image = URL(string: "https://www.rivervalley.example/pictures/\(story.id.number).jpg")
      }
    }
  }
}
