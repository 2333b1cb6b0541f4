import Foundation
import Mail
import Newsletter

extension DigestView {
  /// More stories than this need a contents list.
  static let longAfter = 6
  /// Octets of stories and introduction: some four screens of a phone.
  static let tallAfter = 3000
  /// A phone's inbox shows about 40 characters of a subject, a desktop's 60 to 80.
  static let longestHeadline = 70

  init(
    _ edition: Newsletter.Edition, _ frame: EditionFrame, stories: [Story],
    for subscriber: Subscriber?, _ links: ReaderLinks?, at place: DigestPlace
  ) {
    let masthead = edition.masthead
    let parted = edition.parted(stories)
    let views = (parted.own + parted.federation).enumerated().map { index, story in
      StoryView(
        story, number: index + 1, of: stories.count, zone: frame.zone, language: frame.language,
        column: frame.column, hasWords: frame.hasWords, isFederationWide: index >= parted.own.count,
        isAccessible: frame.isAccessible)
    }
    language = frame.reading.tag
    storiesLanguage = frame.storiesLanguage
    storiesDirection = frame.storiesAreRightToLeft ? "rtl" : "ltr"
    storiesStart = frame.storiesAreRightToLeft ? "right" : "left"
    direction = frame.reading.isRightToLeft ? "rtl" : "ltr"
    start = frame.reading.isRightToLeft ? "right" : "left"
    end = frame.reading.isRightToLeft ? "left" : "right"
    organization = frame.organization
    website = LinkAddress(masthead.website)?.text
    postalAddressLines = frame.postalAddressLines
    postalAddress = frame.postalAddressLines.joined(separator: ", ")
    affiliate = Affiliate(id: masthead.affiliate.text, name: frame.affiliateName)
    self.edition = Edition(id: edition.id.text, date: frame.date)
    subject = ""
    introduction = frame.introduction
    self.stories = views
    ownStories = Array(views.prefix(parted.own.count))
    hasMoreStories = parted.own.count > 1
    federationStories = Array(views.dropFirst(parted.own.count))
    hasFederationStories = !parted.federation.isEmpty
    notices = frame.notices
    hasNotices = !frame.notices.isEmpty
    webVersion = place.webVersion
    storyCount = views.count
    lead = views.first.map {
      Lead(title: $0.title, headline: OneLine($0.title).shortened(to: Self.longestHeadline))
    }
    isLong = views.count > Self.longAfter
    let isTall =
      isLong || Self.size(of: views) + (frame.introduction?.text.utf8.count ?? 0) > Self.tallAfter
    hasLeaveAtTop = isTall && !place.isPage
    hasSite = frame.hasSite && links != nil
    var leave = frame.leave
    if let own = links?.leave { leave.url = own }
    self.leave = leave
    preferences = links?.preferences.map(Preferences.init)
    let words = Words(
      frame.language, frame.facts(storyCount: views.count), wording: frame.wording)
    self.words = place.isPage ? words.onPage(wording: frame.wording) : words
    preheader =
      frame.preheader
      ?? Preheader(
        views, affiliate: frame.nameForPreheader, words: words,
        isLeadNamed: frame.subject.names(lead)
      ).text
    theme = frame.theme
    self.subscriber = subscriber
  }

  /// In octets, as far as a reader reads them.
  private static func size(of stories: [StoryView]) -> Int {
    stories.reduce(0) { sum, story in
      (story.teaser + story.links.map(\.text)).reduce(sum + story.title.utf8.count) {
        $0 + $1.utf8.count
      }
    }
  }
}

extension DigestView.Subscriber {
  init(_ recipient: Recipient) {
    name = MergeField.name.value(of: recipient)
    address = recipient.address.spelling
    language = MergeField.language.value(of: recipient)
    fields = recipient.fields.mapValues { OneLine($0).text }
  }
}

extension DigestView.Leave {
  init(_ masthead: Masthead) {
    address = masthead.unsubscribeAddress.spelling
    subject = "unsubscribe \(masthead.affiliate)"
    url = MailtoAddress(masthead.unsubscribeAddress, subject: subject).text
  }
}
