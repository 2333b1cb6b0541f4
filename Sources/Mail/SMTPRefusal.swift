/// A reply that says no, and what the no is about.
public struct SMTPRefusal: Hashable, Sendable, Codable {
  /// The step that was refused.
  public let step: SMTPStep
  public let reply: SMTPReply

  /// - Parameter reply: 4yz or 5yz; anything else that was not expected counts as one.
  public init(of step: SMTPStep, reply: SMTPReply) {
    self.step = step
    self.reply = reply
  }

  /// Whether the server said that trying again is no use.
  public var isPermanent: Bool { reply.isPermanent }

  /// What was refused: this address, this message, or us.
  ///
  /// Where it is us, nobody on the list is at fault: their deliveries stay as they are and the
  /// relay rests. Once the dot was written a delivery cannot go back to planned, so a refusal of
  /// the session there defers it.
  public var scope: Scope {
    if isAboutSession { return .session }
    return step == .rcpt ? .address : .message
  }

  public enum Scope: String, Sendable, Codable {
    case address, message, session
  }

  private var isAboutSession: Bool {
    switch step {
    case .greeting, .ehlo, .startTLS, .auth, .mail, .rset: return true
    case .rcpt, .data, .dot: break
    }
    // No refusal, and not what was expected: who knows what the server believes now.
    if reply.code < 400 { return true }
    // 503: the server lost the order of commands, which no address and no message causes.
    if [421, 503, 530, 535].contains(reply.code) { return true }
    if let status = reply.status, isAboutSender(status) || isQuota(status) { return true }
    return isAboutThisMachine
  }

  /// X.7.x that speak of who sends: credentials, encryption, DKIM, SPF, reverse DNS, rate; and those
  /// that Microsoft has added for banned senders, addresses and tenants.
  private func isAboutSender(_ status: EnhancedStatus) -> Bool {
    status.subject == 7 && Self.sendersDetails.contains { $0.contains(status.detail) }
  }

  private static let sendersDetails = [
    8...14, 20...29, 501...504, 508...509, 511...511, 606...649, 700...759,
  ]

  private func isQuota(_ status: EnhancedStatus) -> Bool {
    (status.kind == 4 && status.subject == 5 && status.detail == 3)
      || (status.subject == 4 && status.detail == 5)
  }

  /// "Relay access denied" and "Client host blocked using a list" have the code of a refused recipient
  /// (5.7.1, or none), and would get every subscriber rejected for what is wrong with us.
  private var isAboutThisMachine: Bool {
    guard step == .rcpt, reply.status == nil || reply.status?.subject == 7 else { return false }
    let text = reply.text.lowercased()
    return ["relay", "client host", "blocked using", "banned sending ip"].contains(
      where: text.contains)
  }
}

/// A step of an SMTP session that a server answers.
public enum SMTPStep: String, Sendable, Codable, CaseIterable {
  case greeting, ehlo, startTLS, auth, mail, rcpt, data
  /// The final dot.
  case dot
  case rset
}
