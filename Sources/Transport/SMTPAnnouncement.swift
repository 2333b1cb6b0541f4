import Mail

/// The commands that announce one message: MAIL, RCPT and DATA, with RSET before them when an
/// earlier announcement was refused.
///
/// Where the server offers PIPELINING they travel in one group (RFC 2920), and DATA is its last
/// command, as section 3.1 asks.
struct SMTPAnnouncement {
  struct Command {
    let step: SMTPStep
    let line: [UInt8]

    init(_ step: SMTPStep, _ text: String) {
      self.step = step
      // An address holds no line end (EmailAddress), so a command is one line.
      line = Array(text.utf8) + [0x0D, 0x0A]
    }

    /// Whether a reply lets the announcement go on.
    func isGranted(by reply: SMTPReply) -> Bool {
      step == .data ? reply.code == 354 : reply.isDone
    }
  }

  let commands: [Command]

  init(_ envelope: Envelope, resetting: Bool) {
    let announcement = [
      Command(.mail, "MAIL FROM:<\(envelope.sender?.spelling ?? "")>"),
      Command(.rcpt, "RCPT TO:<\(envelope.recipient)>"),
      Command(.data, "DATA"),
    ]
    commands = (resetting ? [Command(.rset, "RSET")] : []) + announcement
  }

  /// All commands as one group.
  var group: [UInt8] { commands.flatMap(\.line) }
}
