/// The fixed words of a message, offered to templates as `words.…`; the one table of wording.
struct Words {
  /// The link under a teaser.
  let readStory: String
  /// Above the contents list.
  let inThisIssue: String
  /// Before an author's name.
  let by: String
  /// `10 stories`.
  let stories: String
  /// For the subject line: `and 9 more stories`; nil when there is one story or none.
  let andMore: String?
  /// Before the other titles in the preheader.
  let also: String
  /// The link that leaves the list.
  let unsubscribe: String
  /// The link to what this person gets, and in which language.
  let preferences: String
  /// Why this person gets this.
  let whySubscribed: String
  /// How to leave, in a sentence that names the address and the words to write.
  let howToLeave: String
  /// Before the address that opens a mail with those words; ends with a colon.
  let orOpen: String
  /// The link to the organization's site.
  let visitWebsite: String

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
    var organizationMidSentence: String {
      organization.hasSuffix(".") ? String(organization.dropLast()) : organization
    }
  }

  init(_ language: PrintedLanguage, _ facts: Facts) {
    switch language {
    case .english: self.init(english: facts)
    case .spanish: self.init(spanish: facts)
    }
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
    howToLeave =
      "To leave the list, write to \(facts.leaveAddress) with the subject "
      + "\"\(facts.leaveSubject)\"."
    orOpen = "Or open this address, which writes that message for you:"
    visitWebsite = "Visit our website"
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
    howToLeave =
      "Para darse de baja, escriba a \(facts.leaveAddress) con el asunto "
      + "\"\(facts.leaveSubject)\"."
    orOpen = "O abra esta dirección, que prepara ese mensaje:"
    visitWebsite = "Visite nuestro sitio web"
  }
}
