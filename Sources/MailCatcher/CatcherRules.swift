/// How a catcher answers: everything well, or as a test or a rehearsal wants it.
///
/// The closure is asked before every answer and told after every one. It may wait: nothing is
/// sent meanwhile, so a test can end the sender at exactly that point. Where it says `.usual`,
/// the faults decide.
///
///     CatcherRules { event in
///       if case .recipient("ana@example.org") = event.moment { return .reply(550, "5.1.1 Unknown") }
///       return .usual
///     }
///     CatcherRules(faults: [try CatcherFault("rcpt 450 4.2.0 Later x3")])
public struct CatcherRules: Sendable {
  /// Lines added to the answer to EHLO, such as `AUTH PLAIN`.
  public var extensions: [String]
  /// What goes wrong, in the order in which it is looked at.
  public var faults: [CatcherFault]
  /// Whether a recipient's local part may be a fault too: `rcpt-450-x2@example.org`.
  public var obeysLocalParts = false
  /// Whether commands may come before the reply to the one before (RFC 2920). If not, it is not
  /// offered, and a client that does so all the same loses its connection.
  public var offersPipelining = true
  /// How long each reply is on its way, as if the client were far. What came together is
  /// answered together, and nothing else waits for it.
  public var replyDelay = Duration.zero
  /// Nil for a server that cannot encrypt.
  public var tls: CatcherTLS?
  /// Without this login no mail is taken; nil where everybody may send.
  public var login: CatcherLogin?
  /// After so many messages MAIL is answered with 421, and the connection is closed.
  public var messagesPerConnection: Int?
  /// Connections beyond this many at a time are greeted with 421 and closed.
  public var mostConnections: Int?

  typealias Answer = @Sendable (CatcherEvent) async -> CatcherAnswer
  let answer: Answer?

  public init(
    extensions: [String] = [], faults: [CatcherFault] = [],
    answer: (@Sendable (CatcherEvent) async -> CatcherAnswer)? = nil
  ) {
    self.extensions = extensions
    self.faults = faults
    self.answer = answer
  }

  /// Every message is taken.
  public static let accepting = CatcherRules()

  /// Whether anything can go wrong by rule.
  var hasFaults: Bool { !faults.isEmpty || obeysLocalParts }
}
