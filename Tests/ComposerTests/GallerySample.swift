import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

/// An edition to look at: how much it has, and what is odd about it.
struct GallerySample: Sendable, CustomTestStringConvertible {
  let name: String
  var language = "en"
  var affiliate = "River Valley Nurses United"
  var organization = "River Valley Labor Federation"
  var stories: [Listing]
  /// How many of them are the whole federation's, the last ones.
  var federation = 0
  var theme: [String: String] = [:]
  var introduction = ""
  var notices: [Notice] = []
  var wording: [String: String]?
  var hasWebsite = true
  var testDescription: String { name }

  static let all = [
    one, five, thirty, noImages, longWords, spanish, missingFields, rightToLeft,
  ]

  func reader() throws -> Recipient {
    Recipient(address: try EmailAddress("ana.silva@example.org"), name: "Ana Silva")
  }

  func edition(template: String) throws -> Edition {
    let day = LocalDate(year: 2026, month: 11, day: 20)
    let masthead = try masthead()
    let stories = stories.enumerated().map { Story(id: StoryID(Int64($0 + 1)), listing: $1) }
    return Edition(
      id: EditionID(masthead.affiliate, on: day), frozenAt: Press.clock, masthead: masthead,
      templates: try Press.templates(template), theme: theme, introduction: introduction,
      stories: stories, wording: wording, notices: notices.isEmpty ? nil : notices,
      federationStories: federation == 0 ? nil : stories.suffix(federation).map(\.id))
  }

  private func masthead() throws -> Masthead {
    Masthead(
      organization: organization,
      postalAddress: "48 Wharf Street, Suite 3\nMillbrook Falls, CT 06199",
      website: hasWebsite ? URL(string: "https://www.rivervalley.example") : nil,
      language: language, timeZone: "America/New_York",
      affiliate: try #require(AffiliateID("nurses")), affiliateName: affiliate,
      listID: "nurses.rivervalley.example",
      sender: Mailbox(
        name: affiliate, address: try EmailAddress("nurses@news.rivervalley.example")),
      replyTo: nil, bounceAddress: try EmailAddress("bounces@news.rivervalley.example"),
      unsubscribeAddress: try EmailAddress("leave@news.rivervalley.example"),
      site: hasWebsite ? URL(string: "https://news.rivervalley.example") : nil)
  }
}
