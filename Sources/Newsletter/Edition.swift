public import Foundation

/// A digest frozen for one affiliate: all that its messages are made from, so that a message made
/// again later has the same bytes.
public struct Edition: Sendable, Equatable, Codable {
  public let id: EditionID
  public var affiliate: AffiliateID { masthead.affiliate }
  /// The moment of freezing: the Date of each message.
  public let frozenAt: Date
  public var masthead: Masthead
  public var templates: TemplateTexts
  /// Theme settings by name: `accentColor`, `logo`…
  public var theme: [String: String]
  /// Markdown, maybe empty.
  public var introduction: String
  /// The name of the key that its Message-IDs are made with, so that they stay when keys change;
  /// nil: whichever is current.
  public var keyID: String?
  /// The edition's own stories, the first first; readers see those of the whole federation last.
  public var stories: [Story]
  /// Nil for an edition that was frozen before there were versions.
  public var rendering: RenderingVersion?
  /// What the configuration says in place of the fixed words: `readStory`, `es.readStory`.
  public var wording: [String: String]?
  /// Those that were not past when it was frozen.
  public var notices: [Notice]?
  /// What inboxes show behind the subject, where the introduction says so.
  public var preheader: String?
  /// Which of its stories are shown as the whole federation's: ``shown(_:)``.
  public var federationStories: [StoryID]?

  public init(
    id: EditionID, frozenAt: Date, masthead: Masthead, templates: TemplateTexts,
    theme: [String: String] = [:], introduction: String = "", keyID: String? = nil,
    stories: [Story], rendering: RenderingVersion? = .current, wording: [String: String]? = nil,
    notices: [Notice]? = nil, preheader: String? = nil, federationStories: [StoryID]? = nil
  ) {
    self.id = id
    self.frozenAt = frozenAt
    self.masthead = masthead
    self.templates = templates
    self.theme = theme
    self.introduction = introduction
    self.keyID = keyID
    self.stories = stories
    self.rendering = rendering
    self.wording = wording
    self.notices = notices
    self.preheader = preheader
    self.federationStories = federationStories
  }
}

/// The texts of the templates that an edition is rendered with.
public struct TemplateTexts: Sendable, Hashable, Codable {
  /// The whole HTML part; includes `{{> story}}`.
  public var layout: String
  /// One story in HTML.
  public var story: String
  /// The whole text part.
  public var text: String
  /// The subject line.
  public var subject: String

  public init(layout: String, story: String, text: String, subject: String) {
    self.layout = layout
    self.story = story
    self.text = text
    self.subject = subject
  }
}
