/// Which faults happen when: the faults, and how often each has happened.
struct FaultLedger {
  private let faults: [CatcherFault]
  private let obeysLocalParts: Bool
  private var counts: [Key: Int] = [:]
  private var firstTries: [Key: ContinuousClock.Instant] = [:]

  private struct Key: Hashable {
    /// Its place among the faults; nil for what the recipient brought along.
    let fault: Int?
    let recipient: String?
  }

  /// What to do at a verb: wait, then this.
  struct Verdict: Equatable {
    var pause = Duration.zero
    /// Nil for what a server does that accepts.
    var effect: CatcherFault.Effect?
  }

  init(faults: [CatcherFault], obeysLocalParts: Bool) {
    self.faults = faults
    self.obeysLocalParts = obeysLocalParts
  }

  /// Counts that a verb was reached and says what happens: all delays, and the first other fault.
  ///
  /// - Parameter recipients: who is known to get the message, as the client wrote them.
  mutating func verdict(
    at verb: CatcherFault.Verb, recipients: [String], now: ContinuousClock.Instant
  ) -> Verdict {
    let recipients = verb.knowsRecipients ? recipients : []
    let rules = faults.enumerated().map { (place: Int?.some($0.offset), fault: $0.element) }
    let scripts = scripts(of: recipients, at: verb).map { (place: Int?.none, fault: $0) }
    var verdict = Verdict()
    for (place, fault) in rules + scripts where fault.verb == verb {
      guard happens(fault, at: place, recipients, now) else { continue }
      guard case .slow(let pause) = fault.effect else {
        verdict.effect = fault.effect
        return verdict
      }
      verdict.pause += pause
    }
    return verdict
  }

  private func scripts(of recipients: [String], at verb: CatcherFault.Verb) -> [CatcherFault] {
    guard obeysLocalParts else { return [] }
    return recipients.compactMap { recipient in
      switch RecipientScript(recipient) {
      case .none: nil
      case .fault(let fault): fault
      case .mistake(let error):
        verb == .rcpt
          ? CatcherFault(
            at: .rcpt, .reply(553, "5.1.3 \(error.message)"), for: .address(recipient)) : nil
      }
    }
  }

  private mutating func happens(
    _ fault: CatcherFault, at place: Int?, _ recipients: [String],
    _ now: ContinuousClock.Instant
  ) -> Bool {
    let recipient = recipients.first { fault.audience.includes($0) }
    guard recipient != nil || fault.audience == .everybody else { return false }
    let key = Key(fault: place, recipient: recipient?.lowercased())
    if case .greylist(let time) = fault.effect { return isTooEarly(key, time, now) }
    switch fault.frequency {
    case .always: return true
    case .first(let count): return number(of: key) <= count
    case .every(let count):
      let common = place == nil ? key : Key(fault: place, recipient: nil)
      return number(of: common) % count == 0
    }
  }

  private mutating func isTooEarly(
    _ key: Key, _ time: Duration, _ now: ContinuousClock.Instant
  ) -> Bool {
    let first = firstTries[key, default: now]
    firstTries[key] = first
    return now < first + time
  }

  /// The how many-th time this is.
  private mutating func number(of key: Key) -> Int {
    counts[key, default: 0] += 1
    return counts[key, default: 0]
  }
}
