public import Foundation
import Mail
public import Markup
public import Newsletter

/// What is looked at: an edition as one reader gets it, or an HTML file alone.
public struct LintSubject: Sendable {
  /// A story of the edition; it is found in the parts by its title.
  public struct Piece: Sendable, Hashable {
    public var title: String
    public var url: URL?

    public init(title: String, url: URL? = nil) {
      self.title = title
      self.url = url
    }
  }

  /// Something that the configuration says beside the stories.
  public struct Notice: Sendable, Hashable {
    public var title: String
    /// Markdown.
    public var text: String

    public init(title: String, text: String) {
      self.title = title
      self.text = text
    }

    /// How an editor knows it: by its title, else by its first words.
    var name: String {
      let words = Words.folded(title.isEmpty ? text : title)
      return "the notice '\(words.prefix(60))'"
    }
  }

  /// The edition's or the file's name.
  public var name: String
  /// What belongs to an edition alone; nil for a file.
  public var edition: Frame?
  public var html: String
  /// What was noted when the styles of an edition's template were moved into its elements; nil for a
  /// page of which that is not known.
  public var styleNotes: [InliningNote]?

  /// What an edition has beside its HTML part.
  public struct Frame: Sendable {
    public var subject: String
    public var preheader: String
    /// In the order in which they are shown.
    public var stories: [Piece]
    public var notices: [Notice]
    /// Markdown.
    public var introduction: String
    public var text: String
    /// Each line of it must stand in both parts.
    public var postalAddress: String
    /// Addresses that let a reader leave: `mailto:leave@…` or a page.
    public var leaveAddresses: [String]
    /// Hosts that are the organization's own.
    public var ownHosts: [String]
    /// The message's header fields, names and values as sent.
    public var headers: [(name: String, value: String)]
    /// The HTML part in its transfer encoding, in octets; nil: worked out.
    public var encodedHTMLSize: Int?

    public init(
      subject: String, preheader: String, stories: [Piece], notices: [Notice] = [],
      introduction: String = "", text: String, postalAddress: String,
      leaveAddresses: [String] = [], ownHosts: [String] = [],
      headers: [(name: String, value: String)], encodedHTMLSize: Int? = nil
    ) {
      self.subject = subject
      self.preheader = preheader
      self.stories = stories
      self.notices = notices
      self.introduction = introduction
      self.text = text
      self.postalAddress = postalAddress
      self.leaveAddresses = leaveAddresses
      self.ownHosts = ownHosts
      self.headers = headers
      self.encodedHTMLSize = encodedHTMLSize
    }
  }

  public init(
    name: String, html: String, edition: Frame? = nil, styleNotes: [InliningNote]? = nil
  ) {
    self.styleNotes = styleNotes
    self.name = name
    self.html = html
    self.edition = edition
  }
}

extension LintSubject.Frame {
  /// What an edition's masthead and a variant's stories say of themselves.
  public init(
    _ edition: Edition, subject: String, preheader: String, stories: [Story], text: String,
    headers: [(name: String, value: String)]
  ) {
    let masthead = edition.masthead
    let hosts = [masthead.website?.host(), masthead.site?.host(), masthead.sender.address.domain]
    self.init(
      subject: subject, preheader: preheader,
      stories: edition.shown(stories).map { .init(title: $0.title, url: $0.url) },
      notices: (edition.notices ?? []).map { .init(title: $0.title ?? "", text: $0.text) },
      introduction: edition.introduction, text: text,
      postalAddress: masthead.postalAddress,
      leaveAddresses: Self.leaveAddresses(masthead),
      ownHosts: hosts.compactMap(\.self), headers: headers)
  }

  /// Each reader's own address begins with the list's: `leave+TOKEN@…`.
  private static func leaveAddresses(_ masthead: Masthead) -> [String] {
    let address = masthead.unsubscribeAddress.spelling
    let local = address.prefix { $0 != "@" }
    let page = masthead.site.map { $0.appending(path: "u").absoluteString + "/" }
    return ["mailto:\(address)", "mailto:\(local)+"] + [page].compactMap(\.self)
  }
}
