import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

/// Editions with a fixed clock, fixed keys and the templates that ship.
struct Press {
  /// Friday, 20 November 2026, 9:00 in New York.
  static let clock = Date(timeIntervalSince1970: 1_795_183_200)

  static func templates(_ template: String = "digest") throws -> TemplateTexts {
    let read = { (name: String) in
      try RepositoryFile("Templates/\(template)/\(name).mustache").text()
    }
    return TemplateTexts(
      layout: try read("layout"), story: try read("story"), text: try read("text"),
      subject: try read("subject"))
  }

  static func masthead(
    _ affiliate: String = "jpu", name: String = "Judicial Professionals Union",
    language: String = "en", site: String? = "https://news.federation.example",
    leave: String = "leave@federation.example"
  ) throws -> Masthead {
    Masthead(
      organization: "AFT Federation of Example",
      postalAddress: "35 Marshall Road\nRocky Hill, CT 06067",
      website: URL(string: "https://federation.example"),
      language: language, timeZone: "America/New_York",
      affiliate: try #require(AffiliateID(affiliate)), affiliateName: name,
      listID: "\(affiliate).federation.example",
      sender: Mailbox(
        name: "Example Federation", address: try EmailAddress("news@federation.example")),
      replyTo: Mailbox(name: nil, address: try EmailAddress("editor@federation.example")),
      bounceAddress: try EmailAddress("bounces@federation.example"),
      unsubscribeAddress: try EmailAddress(leave), site: site.flatMap(URL.init(string:)))
  }

  static func edition(
    _ stories: [Story], masthead: Masthead? = nil, theme: [String: String] = [:],
    introduction: String = "", templates: TemplateTexts? = nil
  ) throws -> Edition {
    let masthead = try masthead ?? Self.masthead()
    let day = LocalDate(year: 2026, month: 11, day: 20)
    return Edition(
      id: EditionID(masthead.affiliate, on: day), frozenAt: clock, masthead: masthead,
      templates: try templates ?? Self.templates(), theme: theme, introduction: introduction,
      stories: stories)
  }

  static func print(
    _ edition: Edition, to recipient: Recipient? = nil, subscriber: Int64 = number,
    keys: MessageKeys? = nil, dkim: [DKIMKey] = []
  ) throws -> PrintedMessage {
    try press(edition, keys: keys, dkim: dkim).message(
      to: try recipient ?? reader(), subscriber: subscriber, variant: 0,
      stories: edition.stories.map(\.id))
  }

  static func render(_ edition: Edition) throws -> RenderedParts {
    try press(edition).parts(
      for: reader(), subscriber: number, stories: edition.stories.map(\.id))
  }

  static func press(
    _ edition: Edition, keys: MessageKeys? = nil, dkim: [DKIMKey] = []
  ) throws -> EditionPress {
    try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: try keys ?? Self.keys(), dkim: dkim)
  }

  /// The reader's number.
  static let number: Int64 = 150
  /// Of that reader, ana.silva@example.org, on the list of jpu.
  static let token = "k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew"

  static func reader() throws -> Recipient {
    Recipient(address: try EmailAddress("Ana.Silva@example.org"), name: "Ana Silva")
  }

  static func keys() throws -> MessageKeys {
    MessageKeys(current: try #require(SigningKey(id: "k1", secret: Array(0..<32))))
  }
}
