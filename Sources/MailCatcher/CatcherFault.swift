/// One thing that a catcher does wrong: at which verb, what, how often, and for whom.
///
///     try CatcherFault("rcpt 450 4.2.0 Later x3")             // three times for each recipient
///     try CatcherFault("dot disconnect for ana@example.org")  // takes the message, says nothing
public struct CatcherFault: Sendable, Hashable {
  public var verb: Verb
  public var effect: Effect
  public var frequency: Frequency
  public var audience: Audience

  /// A place in the dialogue at which a server may fail.
  public enum Verb: String, Sendable, Hashable, CaseIterable {
    case connect, ehlo, starttls, auth, mail, rcpt, data, dot, rset, quit
  }

  /// What happens there.
  public enum Effect: Sendable, Hashable {
    /// A reply, and the end of the connection when the code is 421; an empty text means usual
    /// words.
    case reply(Int, String)
    /// The connection is closed instead of a reply. At the dot the message is taken first.
    case disconnect
    /// The connection is closed behind the usual reply.
    case disconnectAfter
    /// No reply to this or anything later; the connection stays open.
    case silence
    /// The reply is late; what other faults say still happens then.
    case slow(Duration)
    /// Each recipient is refused until this long after the first try.
    case greylist(Duration)
  }

  /// How often.
  public enum Frequency: Sendable, Hashable {
    case always
    /// The first times for each recipient; where none is known yet, the first times at all.
    case first(Int)
    /// Every so many times, counted over all recipients.
    case every(Int)
  }

  /// For whom.
  public enum Audience: Sendable, Hashable {
    case everybody
    case address(String)
    case localPart(String)
    case domain(String)
  }

  public init(
    at verb: Verb, _ effect: Effect, _ frequency: Frequency = .always,
    for audience: Audience = .everybody
  ) {
    self.verb = verb
    self.effect = effect
    self.frequency = frequency
    self.audience = audience
  }
}

extension CatcherFault.Verb {
  /// The verb as a reply names it: `RCPT`, `connect`, `dot`.
  var name: String {
    switch self {
    case .connect, .dot: rawValue
    default: rawValue.uppercased()
    }
  }

  /// Whether it is known there whom a message is for.
  var knowsRecipients: Bool {
    switch self {
    case .rcpt, .data, .dot, .rset: true
    case .connect, .ehlo, .starttls, .auth, .mail, .quit: false
    }
  }
}

extension CatcherFault.Audience {
  /// Whether an address, as the client wrote it, is meant.
  func includes(_ address: String) -> Bool {
    let at = address.lastIndex(of: "@") ?? address.endIndex
    return switch self {
    case .everybody: true
    case .address(let wanted): address.lowercased() == wanted.lowercased()
    case .localPart(let wanted): address[..<at].lowercased() == wanted.lowercased()
    case .domain(let wanted): address[at...].dropFirst().lowercased() == wanted.lowercased()
    }
  }
}
