import Web

extension PageScene {
  /// One subscription: its language, its address, the way to all others and the way out.
  ///
  /// - Parameters:
  ///   - notice: what was just done.
  ///   - leaving: the page that leaves.
  func subscriptionPage(
    maskedAddress: String, chosen: SiteLanguage?, leaving: String, entry: String = "",
    notice: SiteText? = nil, mistake: SiteText? = nil
  ) -> Page {
    let title = self(.subscriptionTitle(list: listName))
    return Page(
      self, title, status: mistake == nil ? 200 : 422, .h1(title),
      belongs(.subscriptionFor(address: maskedAddress)), self.notice(notice),
      .h2(self(.languageTitle)), .p(self(.languageLead)),
      form.form(
        form.language(chosen ?? language),
        .p("buttons", form.button(.saveButton, action: "language"))),
      addressForm(.addressLead, entry, mistake), hasOneList ? .nothing : allListsForm,
      .h2(self(.leaveThisTitle)), .p(.link(self(.leaveThisLink), to: address(leaving))))
  }

  func addressForm(_ lead: SiteText, _ entry: String, _ mistake: SiteText?) -> HTML {
    .group([
      .h2(self(.addressTitle)), .p(self(lead)),
      form.form(
        form.address(.newAddressLabel, value: entry, mistake: mistake),
        .p("buttons", form.button(.changeAddressButton, action: "address", isPrimary: false))),
    ])
  }

  private var allListsForm: HTML {
    .group([
      .h2(self(.allListsTitle)), .p(self(.allListsLead(organization: organization.name))),
      form.form(.p("buttons", form.button(.allListsButton, action: "link", isPrimary: false))),
    ])
  }

  func notice(_ text: SiteText?) -> HTML {
    guard let text else { return .nothing }
    return .element(.p, [.class("notice"), .named("role", "status")], [self.text(text)])
  }
}
