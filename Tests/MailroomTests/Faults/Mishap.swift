import MailCatcher
import Testing

/// Something that goes wrong at a verb.
enum Mishap: String, Sendable, CaseIterable, CustomStringConvertible {
  case later = "4xx"
  case never = "5xx"
  case closing = "421"
  case mistrust = "550 5.7.26"
  case disconnect
  case disconnectAfter = "disconnect-after"
  case silence
  case slow

  var description: String { rawValue }

  var effect: CatcherFault.Effect {
    switch self {
    case .later: .reply(450, "4.2.0 Later")
    case .never: .reply(550, "5.1.1 No")
    case .closing: .reply(421, "")
    case .mistrust: .reply(550, "5.7.26 Not signed by you")
    case .disconnect: .disconnect
    case .disconnectAfter: .disconnectAfter
    case .silence: .silence
    case .slow: .slow(.milliseconds(3))
    }
  }
}

/// One mishap at one verb, on one way.
///
/// It is Ben's where the verb knows for whom a message is, and everybody's elsewhere.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let verb: CatcherFault.Verb
  let mishap: Mishap
  let way: FaultWay

  var testDescription: String { "\(verb.rawValue) \(mishap), \(way)" }

  /// Every mishap at every verb on every way on which the verb is spoken.
  static let all = FaultWay.all.flatMap { way in
    CatcherFault.Verb.allCases.filter { $0 != .starttls || way.isSecure }.flatMap { verb in
      Mishap.allCases.map { FaultCase(verb: verb, mishap: $0, way: way) }
    }
  }

  /// What the catcher is told. RSET is said only after a refused recipient, so Ben is refused there.
  func faults(_ frequency: CatcherFault.Frequency = .always) -> [CatcherFault] {
    let fault = CatcherFault(at: verb, mishap.effect, frequency, for: verb.audience)
    guard verb == .rset else { return [fault] }
    return [CatcherFault(at: .rcpt, .reply(550, "5.1.1 No"), for: .localPart("ben")), fault]
  }
}

extension CatcherFault.Verb {
  /// Those at which the server knows for whom the message is.
  var isPersonal: Bool { [.rcpt, .data, .dot].contains(self) }

  /// Those after which everything is said.
  var isAftermath: Bool { [.rset, .quit].contains(self) }

  fileprivate var audience: CatcherFault.Audience { isPersonal ? .localPart("ben") : .everybody }
}
