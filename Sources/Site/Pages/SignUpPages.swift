import Newsletter
import Web

extension PageScene {
  var form: FormParts { FormParts(scene: self) }

  /// What this site is, and the two ways in.
  func homePage() -> Page {
    let title = self(.homeTitle(organization: organization.name))
    return Page(
      self, title, .h1(title), .p(self(.homeLead(organization: organization.name))),
      .p("buttons", buttonLink(.homeSignUp, to: "/subscribe")),
      .h2(self(.homeFindTitle)), .p(self(.homeFindLead)),
      .p("buttons", buttonLink(.homeFindButton, to: "/find", isPrimary: false)))
  }

  /// The form that asks for a confirmation letter.
  func signUpPage(_ entry: SignUpEntry, stamp: String, mistakes: FormMistakes = .none) -> Page {
    let title = self(.signUpTitle(list: listName))
    return Page(
      self, title, status: mistakes.status, .h1(title), .p(self(.signUpLead)),
      mistakes.isStale ? form.mistake(.formStale, id: "stale") : .nothing,
      form.form(
        affiliate != nil || hasOneList
          ? .nothing : form.lists(.listsLegend, chosen: entry.lists, mistake: mistakes.lists),
        form.address(
          .addressLabel, value: entry.address, mistake: mistakes.address, question: mistakes.slip),
        form.line(.nameLabel, name: "name", value: entry.name, autocomplete: "name"),
        form.language(entry.language ?? language), form.trap, form.hidden("stamp", stamp),
        entry.asked.map { form.hidden(SignUpEntry.askedName, $0) } ?? .nothing,
        .p("buttons", form.button(.signUpButton, action: "subscribe"))),
      affiliate == nil || hasOneList
        ? .nothing : .p(.link(self(.otherLists), to: address("/subscribe"))))
  }

  /// The same for every address, known or not.
  func letterSentPage(_ words: SiteText, again path: String) -> Page {
    let title = self(.letterSentTitle)
    return Page(
      self, title, .h1(title), .p(self(words)), .p(self(.noLetter)),
      .p(.link(self(.tryAgain), to: address(path))))
  }

  /// The form that asks for a link to all lists.
  func findPage(address: String = "", stamp: String, mistakes: FormMistakes = .none) -> Page {
    let title = self(.findTitle)
    return Page(
      self, title, status: mistakes.status, .h1(title), .p(self(.findLead)),
      mistakes.isStale ? form.mistake(.formStale, id: "stale") : .nothing,
      form.form(
        form.address(.addressLabel, value: address, mistake: mistakes.address), form.trap,
        form.hidden("stamp", stamp), .p("buttons", form.button(.findButton, action: "find"))))
  }

  func buttonLink(_ text: SiteText, to path: String, isPrimary: Bool = true) -> HTML {
    .element(
      .a, [.href(address(path)), .class(isPrimary ? "button primary" : "button plain")],
      [self.text(text)])
  }
}

/// What somebody has written into the sign-up form.
struct SignUpEntry: Sendable, Equatable {
  var address = ""
  var name = ""
  var lists: Set<AffiliateID> = []
  var language: SiteLanguage?
  /// The address that they were asked about because it looks like a slip.
  var asked: String?

  static let askedName = "asked"
}

/// What is wrong with a form, said where it is wrong.
struct FormMistakes: Sendable, Equatable {
  var address: SiteText?
  /// What to ask of an address that looks like a slip: who sends it again means it.
  var slip: SiteText?
  var lists: SiteText?
  /// The page was too old, or not ours.
  var isStale = false

  static let none = FormMistakes()

  var isEmpty: Bool { self == .none }
  var status: Int { isEmpty ? 200 : 422 }
}
