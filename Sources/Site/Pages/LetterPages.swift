import Newsletter
import Web

extension PageScene {
  /// Asks whether the sign-up was meant.
  func confirmPage(lists: [SiteAffiliate], address: String) -> Page {
    let title =
      lists.count == 1
      ? self(.confirmTitle(list: lists[0].name)) : self(.confirmTitleSeveral)
    return Page(
      self, title, .h1(title),
      lists.count == 1 ? .nothing : .list("lists", lists.map { .text($0.name) }),
      belongs(.confirmLead(address: address)),
      form.form(.p("buttons", form.button(.confirmButton, action: "confirm"))),
      .p("quiet", self.text(.confirmNotYou)))
  }

  func confirmedPage(lists: [SiteAffiliate], address: String) -> Page {
    let title = self(.confirmedTitle)
    return Page(
      self, title, .h1(title), .p("notice", self.text(.confirmed(address: address))),
      .list("lists", lists.map { .text($0.name) }), .p(self(.confirmedNext)))
  }

  /// Asks whether the subscriptions are to move to this address.
  func movePage(lists: [SiteAffiliate], address: String) -> Page {
    let title = self(.moveTitle)
    return Page(
      self, title, .h1(title), belongs(.moveLead(address: address)),
      .list("lists", lists.map { .text($0.name) }),
      form.form(.p("buttons", form.button(.moveButton, action: "confirm"))),
      .p("quiet", self.text(.confirmNotYou)))
  }

  /// Asks whether the subscriptions are to come back to this address.
  func moveBackPage(lists: [SiteAffiliate], address: String, present: String) -> Page {
    let title = self(.moveBackTitle)
    return Page(
      self, title, .h1(title), belongs(.moveBackLead(present: present, address: address)),
      .list("lists", lists.map { .text($0.name) }),
      form.form(.p("buttons", form.button(.moveBackButton, action: "confirm"))))
  }

  func movedPage(address: String) -> Page {
    let title = self(.movedTitle)
    return Page(
      self, title, .h1(title), .p("notice", self.text(.moved(address: address))),
      .p(self(.confirmedNext)))
  }

  /// All lists of a person, with a box each.
  func choicePage(
    address: String, chosen: Set<AffiliateID>, chosenLanguage: SiteLanguage?, entry: String = "",
    notice: SiteText? = nil, mistake: SiteText? = nil
  ) -> Page {
    let title = self(.choiceTitle)
    return Page(
      self, title, status: mistake == nil ? 200 : 422, .h1(title),
      belongs(.choiceFor(address: address)), self.notice(notice),
      form.form(
        form.lists(.choiceLegend, chosen: chosen), form.language(chosenLanguage ?? language),
        .p("buttons", form.button(.choiceSave, action: "save"))),
      addressForm(.addressLeadAll, entry, mistake), leaveAllForm)
  }

  /// A letter's link that is too old, or whose person is gone.
  func expiredPage() -> Page {
    let title = self(.expiredTitle)
    return Page(
      self, title, status: 410, .h1(title), .p(self(.expired)),
      .p(
        "buttons", buttonLink(.homeFindButton, to: "/find", isPrimary: false),
        buttonLink(.homeSignUp, to: "/subscribe", isPrimary: false)))
  }

  private var leaveAllForm: HTML {
    .group([
      .h2(self(.leaveThisTitle)),
      .p(self(.choiceLeaveAllLead(organization: organization.name))),
      form.form(
        .p("buttons", form.button(.choiceLeaveAll, action: "leave-all", isPrimary: false))),
    ])
  }
}
