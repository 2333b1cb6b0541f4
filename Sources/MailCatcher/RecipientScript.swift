/// A fault that a recipient brings along in the local part of the address.
///
/// `rcpt-450-x2@example.org` is the fault `rcpt 450 x2` for that address; `dot-disconnect-after`,
/// `greylist-60` and `slow-2` work alike. What follows a plus sign only tells addresses apart:
/// `rcpt-550+7@example.org`.
enum RecipientScript: Equatable {
  /// An address like any other.
  case none
  case fault(CatcherFault)
  /// It was meant to be a script, and is none.
  case mistake(CatcherFaultError)

  init(_ address: String) {
    let at = address.lastIndex(of: "@") ?? address.endIndex
    let script = String(address[..<at].prefix { $0 != "+" })
    let words = script.split(separator: "-").map { $0.lowercased() }
    guard Self.isMeant(words) else {
      self = .none
      return
    }
    var reader = FaultReader(script, words: words)
    do throws(CatcherFaultError) {
      var fault = try reader.read()
      guard fault.verb.knowsRecipients else {
        throw CatcherFaultError(text: script, reason: .recipientUnknown(fault.verb))
      }
      fault.audience = .address(address)
      self = .fault(fault)
    } catch {
      self = .mistake(error)
    }
  }

  /// `data-entry` and `mail-list` are people, `data-45l` is a slip of the pen.
  private static func isMeant(_ words: [String]) -> Bool {
    guard words.count > 1 else { return false }
    let effects: Set = ["disconnect", "silence", "slow"]
    let hasEffect = effects.contains(words[1]) || words[1].first?.isNumber == true
    let isVerb = CatcherFault.Verb(rawValue: words[0]) != nil
    return hasEffect && (isVerb || words[0] == "greylist" || words[0] == "slow")
  }
}
