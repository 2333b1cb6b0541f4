import Web

extension PageScene {
  /// Asks before anything is done, the address first.
  ///
  /// - Parameters:
  ///   - preferences: the page of this subscription.
  ///   - stamp: tells this page from another that the same link opens.
  func leavePage(
    maskedAddress: String, preferences: String, stamp: String, status: Int = 200
  ) -> Page {
    let title = self(.leaveTitle(list: listName))
    return Page(
      self, title, status: status, .h1(title), belongs(.leaveFor(address: maskedAddress)),
      .p("quiet", self.text(.leaveNotYours)),
      form.form(
        form.hidden("page", stamp),
        .p("buttons", form.button(.leaveButton, action: "leave")),
        hasOneList
          ? .nothing
          : .group([
            .p(self(.leaveAllLead(organization: organization.name))),
            .p(
              "buttons",
              form.button(
                .leaveAllButton(organization: organization.name), action: "leave-all",
                isPrimary: false)),
          ])),
      .h2(self(.leaveInstead)), .p(.link(self(.preferencesLink), to: address(preferences))))
  }

  /// After somebody left: what happened, the way back, and one tap to say why.
  ///
  /// - Parameter stamp: lets whoever sees this page take it back.
  func leftPage(all: Bool, stamp: String) -> Page {
    let title = self(.leftTitle)
    let what: SiteText =
      all ? .leftAll(organization: organization.name) : .left(list: listName)
    return Page(
      self, title, .h1(title), .p("notice", self.text(what)),
      form.form(
        form.hidden("stamp", stamp), form.hidden("scope", all ? "all" : "list"),
        .p(self(.undoLead)),
        .p("buttons", form.button(.undoButton, action: "return", isPrimary: false))),
      .h2(self(.reasonTitle)), .p(self(.reasonLead)),
      form.form(
        form.hidden("stamp", stamp), form.hidden("scope", all ? "all" : "list"),
        form.hidden("action", "reason"),
        .element(.div, [.class("reasons")], LeavingReason.allCases.map(reasonButton))))
  }

  /// After a reason was given: the way back stays.
  func thanksPage(all: Bool, stamp: String) -> Page {
    let title = self(.leftTitle)
    return Page(
      self, title, .h1(title), .p("notice", self.text(.reasonThanks)),
      form.form(
        form.hidden("stamp", stamp), form.hidden("scope", all ? "all" : "list"),
        .p(self(.undoLead)),
        .p("buttons", form.button(.undoButton, action: "return", isPrimary: false))))
  }

  func returnedPage(all: Bool, preferences: String) -> Page {
    let title = self(.returnedTitle)
    let what: SiteText =
      all ? .returnedAll(organization: organization.name) : .returned(list: listName)
    return Page(
      self, title, .h1(title), .p("notice", self.text(what)),
      .p(.link(self(.preferencesLink), to: address(preferences))))
  }

  /// For a link whose person has left, or is nobody any more: nothing tells which.
  func gonePage() -> Page {
    let title = self(.goneTitle)
    let path = affiliate.map { "/subscribe/\($0.id)" } ?? "/subscribe"
    return Page(
      self, title, .h1(title), .p("notice", self.text(.gone(list: listName))),
      .p("buttons", buttonLink(.comeBack, to: path, isPrimary: false)))
  }

  /// Whose link it is, so that a forwarded copy removes nobody else.
  func belongs(_ text: SiteText) -> HTML { .p("belongs", self.text(text)) }

  private func reasonButton(_ reason: LeavingReason) -> HTML {
    .element(
      .button,
      [.type("submit"), .name("reason"), .value(reason.rawValue), .class("plain")],
      [text(.reason(reason))])
  }
}
