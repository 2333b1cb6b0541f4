import Foundation
import Mail
import Newsletter

/// What all variants of an edition share, worked out once.
struct EditionFrame {
  let zone: TimeZone
  let language: PrintedLanguage
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

  init(_ edition: Edition) {
    let masthead = edition.masthead
    // The configuration is checked when it is read; an edition frozen elsewhere may still name
    // a zone that this machine does not know.
    zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    language = PrintedLanguage(tag: masthead.language)
    organization = OneLine(masthead.organization).text
    affiliateName = OneLine(masthead.affiliateName).nonEmpty ?? masthead.affiliate.text
    let isSender = masthead.sender.name?.lowercased() == affiliateName.lowercased()
    nameForPreheader = isSender ? nil : affiliateName
    postalAddressLines = masthead.postalAddress.split(whereSeparator: \.isNewline)
      .compactMap { OneLine(String($0)).nonEmpty }
    date = PrintedDate(edition.frozenAt, in: zone).long(language)
    leave = DigestView.Leave(masthead)
    hasSite = LinkPrinter.site(of: masthead) != nil
    let theme = DigestTheme(edition.theme)
    self.theme = theme.values
    introduction = DigestView.Introduction(
      markdown: edition.introduction, linkColor: theme.linkColor)
  }

  func facts(storyCount: Int) -> Words.Facts {
    Words.Facts(
      affiliate: affiliateName, organization: organization, storyCount: storyCount,
      leaveAddress: leave.address, leaveSubject: leave.subject)
  }
}

extension DigestView.Introduction {
  /// Nil when there is nothing to read.
  init?(markdown: String, linkColor: String) {
    let document = MarkdownDocument(markdown)
    guard !document.blocks.isEmpty else { return nil }
    html = MarkdownHTML(document, linkColor: linkColor).text
    text = MarkdownText(document).text
  }
}
