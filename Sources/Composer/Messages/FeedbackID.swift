import Mail
import Newsletter

/// By what Gmail counts complaints: edition, affiliate, program, and who we are.
///
/// Gmail wants four fields parted by colons, the last the same in all mail of one sender and 5 to
/// 15 characters long. None of them may name a recipient.
struct FeedbackID {
  let text: String

  init(_ edition: Edition) {
    let sender = Self.senderID(edition.masthead.sender.address.domain)
    text = [edition.id.text, edition.affiliate.text, "broadsheet", sender]
      .map { $0.replacing(":", with: "-") }.joined(separator: ":")
  }

  /// The letters and digits of the sender's domain, cut or filled to the length that Gmail takes.
  private static func senderID(_ domain: String) -> String {
    let letters = domain.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return String((letters + "-mail").prefix(max(5, min(letters.count, 15))))
  }
}
