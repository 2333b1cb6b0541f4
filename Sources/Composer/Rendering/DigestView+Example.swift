import Foundation
import Newsletter

extension DigestView {
  /// A view with every optional value filled: the template check reads its names.
  static let example = DigestView(
    language: "en", storiesLanguage: "es", storiesDirection: "ltr", storiesStart: "left",
    direction: "ltr", start: "left", end: "right",
    organization: "Federation", website: "https://federation.example",
    postalAddress: "1 Main Street", postalAddressLines: ["1 Main Street"],
    affiliate: Affiliate(id: "example", name: "Example"),
    edition: Edition(id: "example-2026-11-20", date: "Friday, November 20, 2026"),
    subject: "Subject", preheader: "Preheader",
    introduction: Introduction(html: "<p>Hello</p>", text: "Hello"),
    stories: [.example], ownStories: [.example], hasMoreStories: true,
    federationStories: [.example],
    hasFederationStories: true, notices: [.example], hasNotices: true,
    webVersion: WebVersion(url: "https://news.federation.example/e/1"), storyCount: 1,
    lead: Lead(title: "Title", headline: "Title"),
    isLong: false, hasLeaveAtTop: false, hasSite: true,
    leave: Leave(
      address: "leave@federation.example", subject: "unsubscribe example",
      url: "mailto:leave@federation.example?subject=unsubscribe%20example"),
    preferences: Preferences(url: "https://news.federation.example/s/k1.x"),
    words: Words(
      .english,
      Words.Facts(
        affiliate: "Example", organization: "Federation", storyCount: 2,
        leaveAddress: "leave@federation.example", leaveSubject: "unsubscribe example")),
    theme: [:],
    subscriber: Subscriber(
      name: "Ana", address: "ana@example.org", language: "en", fields: [:]))
}

extension StoryView {
  /// A story that has everything.
  static let example = StoryView(
    Story(
      id: StoryID(1),
      listing: Listing(
        url: URL(string: "https://federation.example/story"), title: "Title",
        published: Date(timeIntervalSince1970: 0), author: "Ana", summary: "Teaser",
        links: URL(string: "https://federation.example/list").map {
          [RelatedLink(text: "The list", url: $0)]
        } ?? [],
        image: URL(string: "https://federation.example/picture.jpg"),
        imageSize: PictureSize(width: 1200, height: 675))),
    number: 1, of: 1, zone: .gmt, language: .english, column: 552)
}

extension NoticeView {
  /// A notice that has everything.
  static let example = NoticeView(
    date: "Friday, December 4", day: "4", month: "Dec", title: "Title", html: "<p>Text</p>",
    text: "Text")
}
