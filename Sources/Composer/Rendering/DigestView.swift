/// All that a template can name: plain data, made from an edition, a variant's stories and,
/// maybe, a recipient.
///
/// The stored properties *are* the names; `Templates/README.md` explains each to template
/// authors. What is nil or empty renders as nothing and closes its section.
struct DigestView {
  /// BCP 47, for `lang`: of the fixed words.
  let language: String
  /// Of the stories, the introduction and the notices, where it is another one.
  let storiesLanguage: String?
  /// `ltr` or `rtl`, of the same.
  let storiesDirection: String
  /// The side on which their lines begin.
  let storiesStart: String
  /// `ltr` or `rtl`, for `dir`.
  let direction: String
  /// The side on which lines begin, `left` or `right`, and the other one.
  let start: String
  let end: String
  let organization: String
  let website: String?
  /// On one line.
  let postalAddress: String
  let postalAddressLines: [String]
  let affiliate: Affiliate
  let edition: Edition
  /// The finished subject; empty while the subject itself is rendered.
  var subject: String
  let preheader: String
  let introduction: Introduction?
  /// All of the reader's stories, those of the whole federation last.
  let stories: [StoryView]
  let ownStories: [StoryView]
  /// There are stories between the first and those of the whole federation.
  let hasMoreStories: Bool
  /// Stories of sources for the whole federation; none where there are no others.
  let federationStories: [StoryView]
  let hasFederationStories: Bool
  let notices: [NoticeView]
  let hasNotices: Bool
  /// The same message as a page; nil when there is no site, and on the page itself.
  let webVersion: WebVersion?
  let storyCount: Int
  /// The first story; nil only in an empty digest.
  let lead: Lead?
  /// More than six stories: there is a contents list.
  let isLong: Bool
  /// So much to read that the way to leave stands at the top too.
  let hasLeaveAtTop: Bool
  /// There is a public site, and this message is made for a reader who has links to it.
  let hasSite: Bool
  let leave: Leave
  /// Nil when there is no site.
  let preferences: Preferences?
  let words: Words
  /// Colours worked out from `accentColor`, and every key of the configured theme.
  let theme: [String: String]
  /// Nil unless the message is made for one person.
  let subscriber: Subscriber?

  struct Affiliate {
    let id: String
    let name: String
  }

  struct Edition {
    let id: String
    /// The day of freezing in words: `Friday, November 20, 2026`.
    let date: String
  }

  struct Introduction {
    /// Safe markup: the one value to be written with three braces.
    let html: String
    let text: String
  }

  struct Lead {
    let title: String
    /// The title cut at a word when it is longer than a subject line should be.
    let headline: String
  }

  struct Leave {
    let address: String
    /// What to write as the subject.
    let subject: String
    /// Leads to this reader's own page; without a site a mailto address.
    var url: String
  }

  struct WebVersion {
    let url: String
  }

  struct Preferences {
    /// Leads to the page of this reader's own subscription.
    let url: String
  }

  struct Subscriber {
    let name: String?
    let address: String
    let language: String?
    /// The list's other columns.
    let fields: [String: String]
  }
}
