import Composer
import Mail
import Mailroom
import Web

/// The edition as an inbox lists it: from whom, the subject, and the words behind it.
struct InboxPanel {
  let sheet: EditionSheet
  /// Whose inbox it is; nil: nobody's in particular.
  let reader: String?
  /// Whether there is no other affiliate.
  let isAlone: Bool

  var html: HTML {
    let sender = sheet.proof.sender
    let name = sender.name ?? sender.address.spelling
    return .element(
      .section, [.class("panel inbox"), .named("aria-label", "In the inbox")],
      [
        .element(
          .span, [.class("face"), .named("aria-hidden", "true")],
          [.text(name.first.map { String($0).uppercased() } ?? "")]),
        .div(
          "lines-of-inbox",
          .p(
            "from", .strong(name), " ",
            .element(.span, [.class("quiet small")], [.text(sender.address.spelling)])),
          .p("subject", .text(sheet.proof.parts.subject)),
          .p("preheader", .text(sheet.proof.parts.preheader)),
          .p("quiet small", .text(recipient))),
      ])
  }

  /// What an affiliate before this one carries is known when all are planned together.
  private var recipient: String {
    guard let reader else { return "to a reader who has had no story yet" }
    return "to \(reader)" + (isAlone ? "" : ", if no other edition goes out before this one")
  }
}
