import Foundation
import Mail
import Newsletter
import Testing

@Suite("The order in which stories are shown")
struct EditionOrderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let federation: [Int64]
    var variant: [Int64] = [1, 2, 3, 4]
    let shown: [Int64]
    /// How many of them stand in the federation's part.
    let apart: Int
  }

  @Test(
    "the whole federation's come last, where there are others",
    arguments: [
      Case(testDescription: "none", federation: [], shown: [1, 2, 3, 4], apart: 0),
      Case(testDescription: "the newest", federation: [1], shown: [2, 3, 4, 1], apart: 1),
      Case(testDescription: "every other", federation: [3, 1], shown: [2, 4, 1, 3], apart: 2),
      Case(testDescription: "all", federation: [1, 2, 3, 4], shown: [1, 2, 3, 4], apart: 0),
      Case(
        testDescription: "all of a variant's", federation: [1, 3], variant: [1, 3], shown: [1, 3],
        apart: 0),
      Case(
        testDescription: "one that is owed", federation: [1], variant: [1, 9], shown: [9, 1],
        apart: 1),
    ])
  func order(_ example: Case) throws {
    let address = try EmailAddress("news@example.org")
    let affiliate = try #require(AffiliateID("jpu"))
    let edition = Edition(
      id: EditionID(affiliate, on: LocalDate(year: 2026, month: 11, day: 20)),
      frozenAt: Date(timeIntervalSince1970: 1_795_183_200),
      masthead: Masthead(
        organization: "Federation", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "America/New_York", affiliate: affiliate, affiliateName: "Affiliate",
        listID: "jpu.example.org", sender: Mailbox(name: "News", address: address), replyTo: nil,
        bounceAddress: address, unsubscribeAddress: address),
      templates: TemplateTexts(layout: "", story: "", text: "", subject: ""),
      stories: [1, 2, 3, 4].map(story), federationStories: example.federation.map(StoryID.init))
    let variant = example.variant.map(story)
    #expect(edition.shown(variant).map(\.id.number) == example.shown)
    #expect(edition.parted(variant).federation.count == example.apart)
  }

  private func story(_ number: Int64) -> Story {
    Story(id: StoryID(number), listing: Listing(title: "Story \(number)", summary: ""))
  }
}
