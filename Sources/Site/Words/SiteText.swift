/// Everything the site says, apart from names: one case each, worded once for each language.
///
/// A language more is one more table beside ``english`` and ``spanish``; the compiler tells what it
/// lacks.
enum SiteText: Sendable, Equatable {
  // On every page
  case languages
  case findLink
  case signUpLink
  case websiteLink

  // Home
  case homeTitle(organization: String)
  case homeLead(organization: String)
  case homeSignUp
  case homeFindTitle
  case homeFindLead
  case homeFindButton

  // Signing up
  case signUpTitle(list: String)
  case signUpLead
  case listsLegend
  case addressLabel
  case addressHelp
  case nameLabel
  case optional
  case languageLabel
  case leaveEmpty
  case signUpButton
  case otherLists
  case letterSentTitle
  case signUpSent(address: String)
  case noLetter
  case tryAgain

  // Finding
  case findTitle
  case findLead
  case findButton
  case findSent(address: String)

  // What is wrong with a form
  case addressMissing
  case addressWrong
  case addressSlip(domain: String, meant: String)
  case listsMissing
  case formStale
  case sameAddress

  // Leaving
  case leaveTitle(list: String)
  case leaveFor(address: String)
  case leaveNotYours
  case leaveButton
  case leaveAllLead(organization: String)
  case leaveAllButton(organization: String)
  case leaveInstead
  case preferencesLink
  case leftTitle
  case left(list: String)
  case leftAll(organization: String)
  case undoLead
  case undoButton
  case reasonTitle
  case reasonLead
  case reason(LeavingReason)
  case reasonThanks
  case returnedTitle
  case returned(list: String)
  case returnedAll(organization: String)
  case goneTitle
  case gone(list: String)
  case comeBack

  // One subscription
  case subscriptionTitle(list: String)
  case subscriptionFor(address: String)
  case languageTitle
  case languageLead
  case saveButton
  case languageSaved
  case addressTitle
  case addressLead
  case addressLeadAll
  case newAddressLabel
  case changeAddressButton
  case changeSent(address: String)
  case allListsTitle
  case allListsLead(organization: String)
  case allListsButton
  case allListsSent(address: String)
  case leaveThisTitle
  case leaveThisLink

  // From a letter
  case confirmTitle(list: String)
  case confirmTitleSeveral
  case confirmLead(address: String)
  case confirmButton
  case confirmNotYou
  case confirmedTitle
  case confirmed(address: String)
  case confirmedNext
  case moveTitle
  case moveLead(address: String)
  case moveButton
  case movedTitle
  case moved(address: String)
  case moveBackTitle
  case moveBackLead(present: String, address: String)
  case moveBackButton
  case choiceTitle
  case choiceFor(address: String)
  case choiceLegend
  case choiceSave
  case choiceSaved
  case choiceLeaveAll
  case choiceLeaveAllLead(organization: String)
  case expiredTitle
  case expired

  // Things that go wrong
  case notFoundTitle, notFound
  case notSentTitle, notSent
  case notAllowedTitle, notAllowed
  case tooLargeTitle, tooLarge
  case badRequestTitle, badRequest
  case wrongTypeTitle, wrongType
  case foreignTitle, foreign
  case tooManyTitle, tooMany
  case brokenTitle, broken
  case busyTitle, busy

  func words(in language: SiteLanguage) -> String {
    switch language {
    case .english: english
    case .spanish: spanish
    }
  }
}

/// Why somebody left, in one tap.
enum LeavingReason: String, Sendable, CaseIterable {
  case tooMany = "too many"
  case notRelevant = "not relevant"
  case notAsked = "never asked"
  case moved = "no longer involved"
  case other = "other"
}
