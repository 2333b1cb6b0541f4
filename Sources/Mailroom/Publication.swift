public import Composer
import Diagnostics
public import Feeds
import Foundation
public import Lists
public import Mail
public import Newsletter

/// What one affiliate publishes, to whom and how: the configuration as the mailroom needs it.
public struct Publication: Sendable {
  public var masthead: Masthead
  public var sources: [PublicationSource]
  public var list: ListFile
  /// Whom of the list its editions are for; nil: everybody.
  public var segment: Segment?
  /// Addresses that get every edition in full.
  public var copies: [EmailAddress]
  /// Nil when editions are made by hand alone.
  public var schedule: Schedule?
  public var backlog: Backlog
  public var minStories: Int
  public var maxStories: Int
  /// The texts of its templates, read when an edition is made: a slip in one affiliate's files
  /// stops no other.
  public var templates: @Sendable () throws -> TemplateTexts
  public var theme: [String: String]
  /// What opens an edition, and what its head says of it.
  public var introduction: @Sendable (EditionID) throws -> Introduction
  /// What stands in place of the fixed words.
  public var wording: [String: String] = [:]
  /// Past ones are left out of an edition when it is made.
  public var notices: [Notice] = []

  public var affiliate: AffiliateID { masthead.affiliate }

  public init(
    masthead: Masthead, sources: [PublicationSource], list: ListFile, copies: [EmailAddress],
    schedule: Schedule?, backlog: Backlog, minStories: Int, maxStories: Int,
    templates: @escaping @Sendable () throws -> TemplateTexts, theme: [String: String],
    introduction: @escaping @Sendable (EditionID) throws -> Introduction
  ) {
    self.masthead = masthead
    self.sources = sources
    self.list = list
    self.copies = copies
    self.schedule = schedule
    self.backlog = backlog
    self.minStories = minStories
    self.maxStories = maxStories
    self.templates = templates
    self.theme = theme
    self.introduction = introduction
  }
}

/// One source of an affiliate: its name in the store and how to read it.
public struct PublicationSource: Sendable {
  public var key: SourceKey
  public var request: SourceRequest
  /// Its stories are the whole federation's, and stand behind the affiliate's own.
  public var isFederationWide: Bool

  public init(key: SourceKey, request: SourceRequest, isFederationWide: Bool = false) {
    self.key = key
    self.request = request
    self.isFederationWide = isFederationWide
  }
}
