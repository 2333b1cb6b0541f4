extension SiteText {
  var english: String {
    switch self {
    case .languages: "Language"
    case .findLink: "Find my subscription"
    case .signUpLink: "Sign up"
    case .websiteLink: "Visit our website"

    case .homeTitle(let organization): "News from \(organization)"
    case .homeLead(let organization):
      "Get the news of \(organization) by email. You choose the lists, and leave with one click."
    case .homeSignUp: "Sign up"
    case .homeFindTitle: "Already on a list?"
    case .homeFindLead:
      "We send you a link to change your lists, your language or your address, or to leave."
    case .homeFindButton: "Find my subscription"

    case .signUpTitle(let list): "Get news from \(list)"
    case .signUpLead:
      "We will send you an email with a link. Open it and press the button there: then you are on"
        + " the list."
    case .listsLegend: "Which lists?"
    case .addressLabel: "Your email address"
    case .addressHelp: "For example ana@example.org"
    case .nameLabel: "Your name"
    case .optional: "optional"
    case .languageLabel: "Language of our messages to you"
    case .leaveEmpty: "Please leave this empty"
    case .signUpButton: "Sign up"
    case .otherLists: "See all lists"
    case .letterSentTitle: "Please look in your mail"
    case .signUpSent(let address):
      "We have written to \(address). Open the link in that message to confirm that you want our"
        + " news. Nothing happens until you do."
    case .noLetter:
      "No message after a few minutes? Look in your spam folder, and check that the address is"
        + " right. For your safety we write to one address only a few times a day."
    case .tryAgain: "Try another address"

    case .findTitle: "Find my subscription"
    case .findLead:
      "Tell us your email address. If it is on one of our lists, we send you a link that shows"
        + " them all."
    case .findButton: "Send me the link"
    case .findSent(let address):
      "If \(address) is on one of our lists, a message with your link is on its way."

    case .addressMissing: "Please write your email address."
    case .addressWrong:
      "This does not look like an email address. Write it like ana@example.org."
    case .addressSlip(let domain, let meant):
      "Is \(domain) right, or did you mean \(meant)? If it is right, just send the form once more."
    case .listsMissing: "Please choose at least one list."
    case .formStale: "This page was open for a long time. Please send the form once more."
    case .sameAddress: "This is the address that you have now."

    case .leaveTitle(let list): "Leave the list of \(list)?"
    case .leaveFor(let address): "This link belongs to \(address)"
    case .leaveNotYours:
      "Not your address? Then somebody forwarded their message to you. Please change nothing here."
    case .leaveButton: "Leave this list"
    case .leaveAllLead(let organization): "Or no more news from \(organization) at all:"
    case .leaveAllButton(let organization): "Leave all lists of \(organization)"
    case .leaveInstead: "Would you rather change something?"
    case .preferencesLink: "Change language or address"
    case .leftTitle: "You have left"
    case .left(let list):
      "You are off the list of \(list). A message that is already on its way may still arrive."
    case .leftAll(let organization):
      "You are off all lists of \(organization). A message that is already on its way may still"
        + " arrive."
    case .undoLead: "Was it a mistake?"
    case .undoButton: "Undo: put me back"
    case .reasonTitle: "Why did you leave?"
    case .reasonLead: "One tap, if you like. It helps us do better."
    case .reason(.tooMany): "Too many messages"
    case .reason(.notRelevant): "Not what I was looking for"
    case .reason(.notAsked): "I never signed up"
    case .reason(.moved): "I am no longer involved"
    case .reason(.other): "Another reason"
    case .reasonThanks: "Thank you for telling us."
    case .returnedTitle: "Welcome back"
    case .returned(let list): "You are on the list of \(list) again. Nothing is lost."
    case .returnedAll(let organization):
      "You are on your lists of \(organization) again. Nothing is lost."
    case .goneTitle: "This subscription has ended"
    case .gone(let list): "No more news from \(list) goes to this link's address."
    case .comeBack: "Sign up again"

    case .subscriptionTitle(let list): "Your subscription to \(list)"
    case .subscriptionFor(let address): "This link belongs to \(address)"
    case .languageTitle: "Language"
    case .languageLead: "Stories come as they were written; all the rest comes in your language."
    case .saveButton: "Save"
    case .languageSaved: "Saved. Your next message comes in this language."
    case .addressTitle: "New address"
    case .addressLead:
      "We send a message to your new address. Open its link and press the button there: then this"
        + " subscription moves."
    case .addressLeadAll:
      "We send a message to your new address. Open its link and press the button there: then all"
        + " your lists move."
    case .newAddressLabel: "Your new email address"
    case .changeAddressButton: "Change my address"
    case .changeSent(let address):
      "We have written to \(address). Open the link in that message and press the button there."
    case .allListsTitle: "All your lists"
    case .allListsLead(let organization):
      "This page shows one list. We can send you a link to everything you get from"
        + " \(organization)."
    case .allListsButton: "Send me a link to all my lists"
    case .allListsSent(let address): "A message with the link is on its way to \(address)."
    case .leaveThisTitle: "Leave"
    case .leaveThisLink: "Leave this list"

    case .confirmTitle(let list): "Join the list of \(list)?"
    case .confirmTitleSeveral: "Join these lists?"
    case .confirmLead(let address): "The news will come to \(address)."
    case .confirmButton: "Yes, sign me up"
    case .confirmNotYou:
      "You did not ask for this? Close this page, and you hear no more of it."
    case .confirmedTitle: "You are on the list"
    case .confirmed(let address): "The news now comes to \(address)."
    case .confirmedNext:
      "Each message has a link at its end to change your choices or to leave."
    case .moveTitle: "Use this address from now on?"
    case .moveLead(let address): "Your news will come to \(address), and no longer to the old one."
    case .moveButton: "Yes, use this address"
    case .movedTitle: "Your address has changed"
    case .moved(let address): "From now on your news comes to \(address)."
    case .moveBackTitle: "Move it back?"
    case .moveBackLead(let present, let address):
      "Your news goes to \(present) now. It will come to \(address) again."
    case .moveBackButton: "Yes, move it back"
    case .choiceTitle: "Your lists"
    case .choiceFor(let address): "All that goes to \(address)"
    case .choiceLegend: "Which news do you want?"
    case .choiceSave: "Save my choices"
    case .choiceSaved: "Saved."
    case .choiceLeaveAll: "Leave all lists"
    case .choiceLeaveAllLead(let organization): "No more news from \(organization) at all:"
    case .expiredTitle: "This link has run out"
    case .expired:
      "For your safety such a link works for a few days only. You can ask for a new one."

    case .notFoundTitle: "We cannot find this page"
    case .notFound:
      "The link may be cut off or too old. Copy the whole link from your message, or let us send"
        + " you a new one."
    case .notSentTitle: "This edition has not been sent yet"
    case .notSent:
      "Your link comes from a preview or a test. When the edition goes out as you saw it, this is"
        + " where it can be read."
    case .notAllowedTitle: "This cannot be done here"
    case .notAllowed: "Please open the link from your message and use the buttons on the page."
    case .tooLargeTitle: "That was too much"
    case .tooLarge: "You sent more than this form can hold. Please go back and shorten it."
    case .badRequestTitle: "We could not read that"
    case .badRequest: "Something got lost on the way. Please go back and try again."
    case .wrongTypeTitle: "We could not read that"
    case .wrongType: "This page takes what its own form sends, and nothing else."
    case .foreignTitle: "Please use our own page"
    case .foreign: "This was sent from another website, so we did nothing."
    case .tooManyTitle: "Please wait a little"
    case .tooMany: "There were many requests from your connection. Try again in a few minutes."
    case .brokenTitle: "Something went wrong on our side"
    case .broken: "Nothing was changed. Please try again later."
    case .busyTitle: "We are busy right now"
    case .busy: "Nothing was changed. Please try again in a minute."
    }
  }
}
