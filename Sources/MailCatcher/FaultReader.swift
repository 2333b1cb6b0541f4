/// Reads the words of a fault: those of an option, or those of a local part.
struct FaultReader {
  private let text: String
  private var words: ArraySlice<String>

  init(_ text: String, words: [String]) {
    self.text = text
    self.words = words[...]
  }

  mutating func read() throws(CatcherFaultError) -> CatcherFault {
    // From the end: what stands between the effect and these is the text of a reply.
    let audience = try takeAudience()
    let frequency = try takeFrequency()
    let (verb, effect) = try takeVerbAndEffect()
    if let name = nameless(effect) { throw error(.noAudience(name)) }
    guard words.isEmpty else { throw error(.leftOver(words.joined(separator: " "))) }
    guard audience == .everybody || verb.knowsRecipients else {
      throw error(.recipientUnknown(verb))
    }
    if case .greylist = effect, frequency != .always { throw error(.countedGreylist) }
    return CatcherFault(at: verb, effect, frequency, for: audience)
  }

  /// What stands behind a `for` that follows the effect at once and is no recipient.
  private func nameless(_ effect: CatcherFault.Effect) -> String? {
    var rest = words
    if case .reply(_, let text) = effect { rest = text.split(separator: " ").map(String.init)[...] }
    guard rest.first == "for" else { return nil }
    return rest.dropFirst().joined(separator: " ")
  }

  private func error(_ reason: CatcherFaultError.Reason) -> CatcherFaultError {
    CatcherFaultError(text: text, reason: reason)
  }
}

extension FaultReader {
  private mutating func takeAudience() throws(CatcherFaultError) -> CatcherFault.Audience {
    guard let place = words.lastIndex(of: "for"), place >= words.endIndex - 2,
      place > words.startIndex
    else { return .everybody }
    let name = words[(place + 1)...].first ?? ""
    // Without an @ it belongs to the text of a reply: 'Not for you'.
    guard let at = name.lastIndex(of: "@") else { return .everybody }
    words = words[..<place]
    let (local, domain) = (String(name[..<at]), String(name[at...].dropFirst()))
    switch (local.isEmpty, domain.isEmpty) {
    case (false, false): return .address(name)
    case (false, true): return .localPart(local)
    case (true, false): return .domain(domain)
    case (true, true): throw error(.noAudience(name))
    }
  }

  private mutating func takeFrequency() throws(CatcherFaultError) -> CatcherFault.Frequency {
    guard let last = words.last, words.count > 1 else { return .always }
    if last.lowercased().hasPrefix("x"), last.dropFirst().first?.isNumber == true {
      words.removeLast()
      return .first(try count(last.dropFirst(), in: last))
    }
    if words.dropLast().last == "every" {
      words.removeLast(2)
      return .every(try count(last[...], in: last))
    }
    return .always
  }

  private func count(_ digits: Substring, in word: String) throws(CatcherFaultError) -> Int {
    guard let count = Int(digits), 1...1_000_000 ~= count else { throw error(.noCount(word)) }
    return count
  }

  private mutating func takeVerbAndEffect() throws(CatcherFaultError) -> (
    CatcherFault.Verb, CatcherFault.Effect
  ) {
    let first = words.popFirst() ?? ""
    switch first.lowercased() {
    case "greylist": return (.rcpt, .greylist(try takeDuration()))
    // Where a wait is hardest on a sender.
    case "slow": return (.dot, .slow(try takeDuration()))
    default: break
    }
    guard let verb = CatcherFault.Verb(rawValue: first.lowercased()) else {
      throw error(.unknownVerb(first))
    }
    guard let effect = words.popFirst() else { throw error(.nothingHappens(verb)) }
    return (verb, try effectNamed(effect))
  }

  private mutating func effectNamed(
    _ word: String
  ) throws(CatcherFaultError) -> CatcherFault.Effect {
    switch word.lowercased() {
    case "disconnect-after": return .disconnectAfter
    case "disconnect":
      guard words.first == "after" else { return .disconnect }
      words.removeFirst()
      return .disconnectAfter
    case "silence": return .silence
    case "slow": return .slow(try takeDuration())
    case let code where code.first?.isNumber == true: return .reply(try self.code(code), takeText())
    default: throw error(.unknownEffect(word))
    }
  }

  private func code(_ word: String) throws(CatcherFaultError) -> Int {
    guard let code = Int(word), 200...599 ~= code else { throw error(.noSuchCode(word)) }
    return code
  }

  private mutating func takeText() -> String {
    defer { words = [] }
    return words.joined(separator: " ")
  }
}

extension FaultReader {
  private mutating func takeDuration() throws(CatcherFaultError) -> Duration {
    let word = words.popFirst() ?? ""
    guard let duration = CatcherFault.duration(word) else { throw error(.noDuration(word)) }
    return duration
  }
}
