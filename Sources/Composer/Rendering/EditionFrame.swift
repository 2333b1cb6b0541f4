import Foundation
import Mail
import Newsletter

/// What all variants of an edition share in one language, worked out once.
struct EditionFrame {
  let zone: TimeZone
  let reading: ReadingLanguage
  /// Of the stories, where it is not the frame's.
  let storiesLanguage: String?
  /// Whether the stories, and all else that an editor writes, run from right to left.
  let storiesAreRightToLeft: Bool
  /// As ``RenderingVersion/accessible`` has it.
  let isAccessible: Bool
  /// Dates can be written in words.
  let hasWords: Bool
  /// What the configuration says in place of this language's words.
  let wording: [String: String]
  let organization: String
  let affiliateName: String
  /// The affiliate's name, unless inboxes show it as the sender's.
  let nameForPreheader: String?
  let postalAddressLines: [String]
  /// The day of freezing in words.
  let date: String
  let introduction: DigestView.Introduction?
  let leave: DigestView.Leave
  let hasSite: Bool
  let theme: [String: String]
  /// How wide text and pictures are, in pixels.
  let column: Int
  let notices: [NoticeView]
  let preheader: String?
  let subject: SubjectTemplate

  var language: PrintedLanguage { reading.words }

  /// - Parameter reader: the language of those who read it; nil: the edition's own.
  init(_ edition: Edition, for reader: ReadingLanguage? = nil) {
    let masthead = edition.masthead
    let own = ReadingLanguage(edition: masthead.language)
    reading = reader ?? own
    storiesAreRightToLeft = own.isRightToLeft
    storiesLanguage = reading.primary == own.primary ? nil : own.tag
    hasWords = edition.rendering == nil || reading.hasWords
    wording = Wording(edition.wording ?? [:]).texts(for: reading, of: own)
    // The configuration is checked when it is read; an edition frozen elsewhere may still name
    // a zone that this machine does not know.
    zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    organization = OneLine(masthead.organization).text
    affiliateName = OneLine(masthead.affiliateName).nonEmpty ?? masthead.affiliate.text
    let isSender = masthead.sender.name?.lowercased() == affiliateName.lowercased()
    nameForPreheader = isSender ? nil : affiliateName
    postalAddressLines = masthead.postalAddress.split(whereSeparator: \.isNewline)
      .compactMap { OneLine(String($0)).nonEmpty }
    let day = PrintedDate(edition.frozenAt, in: zone)
    date = hasWords ? day.long(reading.words) : day.numeric
    leave = DigestView.Leave(masthead)
    hasSite = LinkPrinter.site(of: masthead) != nil
    let theme = DigestTheme(edition.theme, edition.rendering)
    self.theme = theme.values
    column = theme.values["innerWidth"].flatMap { Int($0) } ?? 0
    let isOnline = edition.rendering.map { $0 >= .online } ?? false
    isAccessible = edition.rendering.map { $0 >= .accessible } ?? false
    // What the editor writes is in the edition's own language.
    let isMirrored = (isAccessible ? own : reading).isRightToLeft && isOnline
    introduction = DigestView.Introduction(
      markdown: edition.introduction, linkColor: theme.linkColor, isMirrored: isMirrored,
      keepsWordsOfHTML: isOnline, column: isAccessible ? column : nil)
    let (zone, language) = (zone, hasWords ? reading.words : nil)
    let column = isAccessible ? column : nil
    notices = (edition.notices ?? []).map {
      NoticeView(
        $0, linkColor: theme.linkColor, isMirrored: isMirrored, zone: zone, language: language,
        column: column)
    }
    preheader = edition.preheader.flatMap { OneLine($0).nonEmpty }
    subject = SubjectTemplate(edition)
  }

  func facts(storyCount: Int) -> Words.Facts {
    Words.Facts(
      affiliate: affiliateName, organization: organization, storyCount: storyCount,
      leaveAddress: leave.address, leaveSubject: leave.subject)
  }
}

extension DigestView.Introduction {
  /// Nil when there is nothing to read.
  ///
  /// - Parameter column: nil for an edition from before ``RenderingVersion/accessible``.
  init?(
    markdown: String, linkColor: String, isMirrored: Bool, keepsWordsOfHTML: Bool, column: Int?
  ) {
    let document = MarkdownDocument(markdown, keepsWordsOfHTML: keepsWordsOfHTML)
    guard !document.blocks.isEmpty else { return nil }
    html =
      MarkdownHTML(
        document, linkColor: linkColor, isMirrored: isMirrored,
        in: column.map { .init(column: $0, firstHeading: 2) }
      ).text
    text = MarkdownText(document).text
  }
}
