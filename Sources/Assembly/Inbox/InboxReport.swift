import Mail
import Mailroom
import Newsletter

/// What reading the mail to the unsubscribe address came to.
struct InboxReport: Encodable {
  struct Leaving: Encodable, Equatable {
    let affiliate: String
    /// Redacted: reports end up in logs.
    let address: String
    let outcome: String
  }

  struct Attention: Encodable, Equatable {
    let message: String
    let why: String
    let from: String?
    let subject: String
    let messageID: String?
  }

  private(set) var messages = 0
  private(set) var leavings: [Leaving] = []
  /// What somebody should read.
  private(set) var attention: [Attention] = []
  /// What no person wrote.
  private(set) var automatic = 0
  /// What is no message.
  private(set) var unreadable = 0
  /// What is behind the first of a list's ``mostTold`` is counted alone.
  private(set) var untold = 0

  /// In words, in the order of the messages.
  private(set) var lines: [String] = []

  static let mostTold = 1000
  private static let longestSubject = 80

  enum CodingKeys: String, CodingKey {
    case messages, leavings, attention, automatic, unreadable, untold
  }

  mutating func countUnreadable(_ item: InboxPlace.Item) {
    unreadable += 1
    if !item.isSeen { tell("\(item.name) is no message: it has no header") }
  }

  mutating func take(_ outcome: LeaveDesk.Outcome, _ item: InboxPlace.Item, _ mail: ReadMail) {
    messages += 1
    switch outcome {
    case .done(let leavings): for leaving in leavings { take(leaving, item) }
    case .automatic(let kind):
      automatic += 1
      if !item.isSeen { tell("\(item.name) is \(kind.words): nothing was done") }
    case .withoutToken:
      // Whoever has moved it from 'new' has read it.
      if !item.isSeen { take(Attention(item, mail)) }
    }
  }

  private mutating func take(_ leaving: LeaveDesk.Leaving, _ item: InboxPlace.Item) {
    switch leaving {
    case .left(let affiliate, let person):
      note(affiliate, person, "left", "left \(affiliate): \(person.redacted)")
    case .hadLeft(let affiliate, let person):
      let line = item.isSeen ? nil : "had left \(affiliate) already: \(person.redacted)"
      note(affiliate, person, "hadLeft", line)
    case .cameBack(let affiliate, let person):
      let words = "came back to \(affiliate) after this was written: \(person.redacted)"
      note(affiliate, person, "cameBack", item.isSeen ? nil : words)
    case .nobody:
      if !item.isSeen {
        tell("\(item.name) names somebody who is not known any more: nothing is to be done")
      }
    }
  }

  private mutating func note(
    _ affiliate: AffiliateID, _ person: Subscriber, _ outcome: String, _ line: String?
  ) {
    if leavings.count < Self.mostTold {
      leavings.append(
        Leaving(affiliate: affiliate.text, address: person.redacted, outcome: outcome))
    }
    if let line { tell(line) }
  }

  private mutating func take(_ entry: Attention) {
    if attention.count < Self.mostTold { attention.append(entry) }
    let from = entry.from.map { " from \($0)" } ?? ""
    let subject = String(entry.subject.prefix(Self.longestSubject))
    tell("\(entry.message)\(from), '\(subject)': \(entry.why)")
  }

  private mutating func tell(_ line: String) {
    guard lines.count < Self.mostTold else {
      untold += 1
      return
    }
    lines.append(line)
  }

  var text: String {
    var shown = lines
    if untold > 0 { shown.append("and \(untold) more") }
    if !attention.isEmpty {
      shown.append(
        "To take somebody off by hand, when you are sure that they wrote it:"
          + " broadsheet lists remove AFFILIATE ADDRESS")
    }
    return shown.joined(separator: "\n")
  }
}

extension InboxReport.Attention {
  /// The sender in full: who reads this has nothing else to find them by.
  init(_ item: InboxPlace.Item, _ mail: ReadMail) {
    message = item.name
    why = "it does not say whose subscription is meant"
    from = mail.sender?.spelling
    subject = mail.subject
    messageID = mail.messageID
  }
}

extension ReadMail.Automatic {
  fileprivate var words: String {
    switch self {
    case .report: "a report about a message"
    case .autoReply: "an automatic answer"
    }
  }
}

extension Subscriber {
  /// `a…@example.org`; of what is no address the first character alone.
  fileprivate var redacted: String {
    // A canonical address is one, but the store is a file that anything may write.
    (try? EmailAddress(canonical))?.redacted ?? "\(canonical.prefix(1))…"
  }
}
