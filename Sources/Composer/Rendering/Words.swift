/// The fixed words of a message, offered to templates as `words.…`; the one table of wording.
public struct Words: Sendable {
  /// The link under a teaser.
  private(set) var readStory: String
  /// Above the contents list.
  private(set) var inThisIssue: String
  /// Before an author's name.
  private(set) var by: String
  /// `10 stories`.
  private(set) var stories: String
  /// For the subject line: `and 9 more stories`; nil when there is one story or none.
  private(set) var andMore: String?
  /// Before the other titles in the preheader.
  private(set) var also: String
  /// The link that leaves the list.
  private(set) var unsubscribe: String
  /// The link to what this person gets, and in which language.
  private(set) var preferences: String
  /// Why this person gets this.
  private(set) var whySubscribed: String
  /// The same on the page that an edition is: to whom it went.
  private(set) var wentTo: String
  /// How to leave, in a sentence that names the address and the words to write.
  private(set) var howToLeave: String
  /// Before the address that opens a mail with those words; ends with a colon.
  private(set) var orOpen: String
  /// The link to the organization's site.
  private(set) var visitWebsite: String
  /// Above the stories of the whole federation.
  private(set) var fromFederation: String
  /// Above the calendar and the notices.
  private(set) var dates: String
  /// Above the stories that follow a large one.
  private(set) var moreStories: String
  /// The link to the same message as a page.
  private(set) var viewInBrowser: String
  /// Before a reader's name at the beginning of a letter, and behind it.
  private(set) var greeting: String
  private(set) var greetingEnd: String
  /// The greeting of a reader whose name is not known.
  private(set) var greetingAll: String
  /// Opens a letter that has no introduction.
  private(set) var opening: String

  /// What the sentences speak of.
  struct Facts {
    var affiliate: String
    var organization: String
    var storyCount: Int
    var leaveAddress: String
    var leaveSubject: String

    /// An organization that mails under its own name alone.
    var isOneName: Bool { affiliate.lowercased() == organization.lowercased() }

    /// Without a full stop of its own (`Example, Inc.`), which the sentence brings.
    var organizationMidSentence: String { Self.midSentence(organization) }
    var affiliateMidSentence: String { Self.midSentence(affiliate) }

    private static func midSentence(_ name: String) -> String {
      name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// A text of the configuration with what stands for its placeholders.
    func filled(_ text: String) -> String {
      let values = [
        "affiliate": affiliate, "organization": organization, "count": String(storyCount),
        "more": String(max(storyCount - 1, 0)), "address": leaveAddress, "subject": leaveSubject,
      ]
      var result = ""
      var rest = text[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        let name = String(rest[rest.index(after: open)..<close])
        result += rest[..<open] + (values[name] ?? "{\(name)}")
        rest = rest[rest.index(after: close)...]
      }
      return result + rest
    }
  }

  /// - Parameter wording: what stands in place of some words, by their names.
  init(_ language: PrintedLanguage, _ facts: Facts, wording: [String: String] = [:]) {
    switch language {
    case .english: self.init(english: facts)
    case .spanish: self.init(spanish: facts)
    }
    guard !wording.isEmpty else { return }
    for (name, word) in Self.table {
      if let text = wording[name] { self[keyPath: word] = facts.filled(text) }
    }
    if andMore != nil, let text = wording["andMore"] { andMore = facts.filled(text) }
  }

  private init(english facts: Facts) {
    let more = facts.storyCount - 1
    readStory = "Read the story"
    inThisIssue = "In this issue"
    by = "by"
    stories = facts.storyCount == 1 ? "One story" : "\(facts.storyCount) stories"
    andMore = more < 1 ? nil : more == 1 ? "and one more story" : "and \(more) more stories"
    also = "also"
    unsubscribe = "Unsubscribe"
    preferences = "Your preferences"
    whySubscribed =
      "You get this because you are on the "
      + (facts.isOneName ? "list of " : "\"\(facts.affiliate)\" list of ")
      + facts.organizationMidSentence + "."
    wentTo =
      "This went to the "
      + (facts.isOneName ? "list of " : "\"\(facts.affiliate)\" list of ")
      + facts.organizationMidSentence + "."
    howToLeave =
      "To leave the list, write to \(facts.leaveAddress) with the subject "
      + "\"\(facts.leaveSubject)\"."
    orOpen = "Or open this address, which writes that message for you:"
    visitWebsite = "Visit our website"
    fromFederation = "Also from \(facts.organization)"
    dates = "Dates and notices"
    moreStories = "More news"
    viewInBrowser = "View in a browser"
    greeting = "Dear"
    greetingEnd = ","
    greetingAll = "Dear members,"
    opening = "Here is the news from \(facts.affiliateMidSentence)."
  }

  private init(spanish facts: Facts) {
    let more = facts.storyCount - 1
    readStory = "Leer la noticia"
    inThisIssue = "En esta edición"
    by = "por"
    stories = facts.storyCount == 1 ? "Una noticia" : "\(facts.storyCount) noticias"
    andMore = more < 1 ? nil : more == 1 ? "y una noticia más" : "y \(more) noticias más"
    also = "también"
    unsubscribe = "Darse de baja"
    preferences = "Sus preferencias"
    whySubscribed =
      "Recibe este mensaje porque está en la lista "
      + (facts.isOneName ? "de " : "\"\(facts.affiliate)\" de ")
      + facts.organizationMidSentence + "."
    wentTo =
      "Este mensaje se envió a la lista "
      + (facts.isOneName ? "de " : "\"\(facts.affiliate)\" de ")
      + facts.organizationMidSentence + "."
    howToLeave =
      "Para darse de baja, escriba a \(facts.leaveAddress) con el asunto "
      + "\"\(facts.leaveSubject)\"."
    orOpen = "O abra esta dirección, que prepara ese mensaje:"
    visitWebsite = "Visite nuestro sitio web"
    fromFederation = "También de \(facts.organization)"
    dates = "Fechas y avisos"
    moreStories = "Más noticias"
    viewInBrowser = "Ver en el navegador"
    greeting = "Hola,"
    greetingEnd = ":"
    greetingAll = "Estimados miembros:"
    opening = "Estas son las noticias de \(facts.affiliateMidSentence)."
  }
}

extension Words {
  /// The words of a page, which anybody may read: they do not speak of the reader's own list.
  ///
  /// - Parameter wording: what the configuration says; where it has its own reason and nothing for
  ///   pages, the reason stays, for it is in the edition's language.
  func onPage(wording: [String: String]) -> Words {
    guard wording["whySubscribed"] == nil || wording["wentTo"] != nil else { return self }
    var words = self
    words.whySubscribed = wentTo
    return words
  }

  /// The names by which a configuration may put other words in.
  public static var names: [String] { table.map(\.name) + ["andMore"] }

  /// What a configuration's words may name in braces.
  public static let placeholders = [
    "affiliate", "organization", "count", "more", "address", "subject",
  ]

  /// The languages that have words here.
  public static let languages = ["en", "es"]

  /// The names of the words that an edition in a language has in English, since neither we nor its
  /// configuration have others; none for a language that has words here.
  public static func lacking(in tag: String, wording: [String: String]) -> [String] {
    let language = ReadingLanguage(edition: tag)
    guard !language.hasWords else { return [] }
    let texts = Wording(wording).texts(for: language, of: language)
    return names.filter { texts[$0] == nil }
  }

  static var table: [(name: String, word: WritableKeyPath<Words, String>)] {
    [
      ("readStory", \.readStory), ("inThisIssue", \.inThisIssue), ("by", \.by),
      ("stories", \.stories), ("also", \.also), ("unsubscribe", \.unsubscribe),
      ("preferences", \.preferences), ("whySubscribed", \.whySubscribed), ("wentTo", \.wentTo),
      ("howToLeave", \.howToLeave), ("orOpen", \.orOpen), ("visitWebsite", \.visitWebsite),
      ("fromFederation", \.fromFederation), ("dates", \.dates), ("moreStories", \.moreStories),
      ("viewInBrowser", \.viewInBrowser), ("greeting", \.greeting),
      ("greetingEnd", \.greetingEnd), ("greetingAll", \.greetingAll), ("opening", \.opening),
    ]
  }
}
