import Mail
import Newsletter

/// What tells mail programs that a message comes from a list, and how to leave it (RFC 2369,
/// RFC 2919).
struct ListHeaders {
  /// What stands before List-Unsubscribe.
  let first: HeaderField
  /// As all readers have it whose links are not their own.
  let unsubscribe: HeaderField
  /// What stands behind it.
  let rest: [HeaderField]

  /// Inboxes show no more of a list's name.
  private static let longestName = 120

  init(_ masthead: Masthead) {
    let leave = MailtoAddress(
      masthead.unsubscribeAddress, subject: "unsubscribe \(masthead.affiliate)")
    let contact = masthead.replyTo?.address ?? masthead.sender.address
    let help = MailtoAddress(contact, subject: "help \(masthead.affiliate)")
    let archive = LinkAddress(masthead.website).map {
      HeaderField("List-Archive", structured: "<\($0.text)>")
    }
    first = Self.listID(masthead)
    unsubscribe = HeaderField("List-Unsubscribe", structured: "<\(leave.text)>")
    rest =
      [
        HeaderField("List-Help", structured: "<\(help.text)>"),
        HeaderField("List-Owner", structured: "<\(MailtoAddress(contact).text)>"),
      ] + [archive].compactMap { $0 } + [HeaderField("List-Post", structured: "NO")]
  }

  /// The name is a phrase: quoted where it is ASCII, else words that can be encoded.
  private static func listID(_ masthead: Masthead) -> HeaderField {
    let name = OneLine(masthead.affiliateName).shortened(to: longestName)
    let id = "<\(masthead.listID)>"
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    let banned: Set<Character> = isASCII ? ["\"", "\\"] : Set("\"\\()<>[]:;@,.")
    let words = OneLine(String(name.map { banned.contains($0) ? " " : $0 })).text
    if words.isEmpty { return HeaderField("List-Id", structured: id) }
    return isASCII
      ? HeaderField("List-Id", structured: "\"\(words)\" \(id)")
      : HeaderField("List-Id", text: "\(words) \(id)")
  }
}
