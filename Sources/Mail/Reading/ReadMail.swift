public import Foundation

/// What matters of a message that arrived: whom it was for, what it is about, and whether a person
/// wrote it.
///
/// Everything in it was written by others: nothing here says that it is true.
public struct ReadMail: Sendable, Equatable {
  /// What no person wrote.
  public enum Automatic: String, Sendable, Codable {
    /// A report about a message's delivery or reading (RFC 3464, RFC 8098).
    case report
    /// An answer that a program gave (RFC 3834).
    case autoReply
  }

  /// The addresses that it was delivered or written to, as they stand there, each once: those that
  /// a server noted come first.
  public let recipients: [String]
  /// On one line, its encoded-words decoded.
  public let subject: String
  /// The first address of From, when there is one.
  public let sender: EmailAddress?
  /// Without its brackets.
  public let messageID: String?
  /// When the last server had it, else when it was written.
  public let receivedAt: Date?
  /// Nil when it may well be a person's.
  public let automatic: Automatic?

  /// No more are looked at.
  public static let mostRecipients = 100
  private static let longestSubject = 4096
  /// Servers note in the first ones whom they delivered to; the last ones are what the writer wrote.
  private static let recipientFields = [
    "delivered-to", "x-original-to", "envelope-to", "to", "cc", "resent-to",
  ]
  private static let wanted = Set(
    recipientFields + [
      "subject", "from", "message-id", "received", "date", "auto-submitted", "return-path",
      "content-type",
    ])

  /// Reads a message's header; nil when there is no field in it.
  ///
  /// - Parameter head: without the empty line that ends it; lines end in LF or CRLF.
  public init?(head: some Collection<UInt8>) {
    let scanner = HeaderScanner(head, wanted: Self.wanted)
    guard scanner.hasFields else { return nil }
    recipients = Self.recipients(scanner)
    let subject = scanner.value(of: "subject") ?? ""
    self.subject = EncodedWordText(String(subject.prefix(Self.longestSubject))).text
    sender = AddressScanner.addresses(in: scanner.value(of: "from") ?? "", most: 1).first
      .flatMap { try? EmailAddress($0) }  // Who wrote something else wrote no address.
    messageID = scanner.value(of: "message-id").flatMap(MessageID.init)?.text
    receivedAt = Self.receivedAt(scanner)
    automatic = Self.automatic(scanner)
  }

  private static func recipients(_ scanner: HeaderScanner) -> [String] {
    var found: [String] = []
    for name in recipientFields {
      for value in scanner.values(of: name) {
        for address in AddressScanner.addresses(in: value, most: mostRecipients)
        where !found.contains(address) {
          guard found.count < mostRecipients else { return found }
          found.append(address)
        }
      }
    }
    return found
  }

  private static func receivedAt(_ scanner: HeaderScanner) -> Date? {
    // The last server's line stands first; its date comes after the last semicolon.
    let received = scanner.value(of: "received").flatMap { value in
      value.lastIndex(of: ";").flatMap { MailDate.moment(value[value.index(after: $0)...]) }
    }
    return received ?? scanner.value(of: "date").flatMap { MailDate.moment($0[...]) }
  }

  private static func automatic(_ scanner: HeaderScanner) -> Automatic? {
    let type = (scanner.value(of: "content-type") ?? "").lowercased()
    if type.hasPrefix("multipart/report") { return .report }
    let submitted = (scanner.value(of: "auto-submitted") ?? "no").lowercased()
    // A mail program may leave a list for its owner, and say that it did so by itself. An answer
    // to which nothing shall be answered comes from nobody.
    let isFromNobody = scanner.value(of: "return-path") == "<>"
    return submitted.hasPrefix("auto-") && isFromNobody ? .autoReply : nil
  }
}
