import Foundation
import Mail
import Synchronization

@testable import Transport

/// A mail server in memory that does what the test says and remembers what it really took.
///
/// It stands in for a server in thousands of random histories, where sockets would cost minutes;
/// the same cases over real connections are in AssemblyTests.
final class ScriptedServer: Sendable {
  /// What the server does with one message.
  enum Behaviour: Sendable, CaseIterable {
    case accept
    /// 550 to RCPT.
    case refuseAddress
    /// 450 to RCPT.
    case greylist
    /// 554 to the dot.
    case refuseMessage
    /// 550 5.7.26 to the dot: about us, not about the message.
    case refuseSender
    /// 451 to the dot.
    case deferMessage
    /// The connection is cut in the body.
    case cutBody
    /// The dot arrives, the message is taken, the answer is lost.
    case loseAnswer
    /// The dot was written, the message was not taken.
    case loseMessage
    /// 421 to MAIL.
    case refuseSession
  }

  struct Taken: Sendable, Hashable {
    let recipient: String
    let story: String
  }

  private struct State {
    var taken: [Taken] = []
    var messages = 0
    var messageIDs: [String] = []
  }

  private let state = Mutex(State())
  private let behaviour: Mutex<@Sendable (String) -> Behaviour>

  init(_ behaviour: @escaping @Sendable (String) -> Behaviour = { _ in .accept }) {
    self.behaviour = Mutex(behaviour)
  }

  func behave(_ new: @escaping @Sendable (String) -> Behaviour) { behaviour.withLock { $0 = new } }

  /// Each story of each message that the server took, in order.
  var taken: [Taken] { state.withLock { $0.taken } }
  var messageCount: Int { state.withLock { $0.messages } }
  /// Of each message that the server took, in order.
  var messageIDs: [String] { state.withLock { $0.messageIDs } }

  func session() -> any DeliverySession { Session(server: self) }

  fileprivate func behaviour(to recipient: String) -> Behaviour {
    behaviour.withLock { $0(recipient) }
  }

  fileprivate func take(_ message: [UInt8], for recipient: String) {
    let text = String(decoding: message, as: UTF8.self)
    let id = text.firstMatch(of: #/Message-ID: (\S+)/#).map { String($0.1) }
    let stories = Set(text.matches(of: #/\[story-\d+\]/#).map { String($0.output) })
    state.withLock { state in
      state.messages += 1
      state.messageIDs += [id].compactMap(\.self)
      state.taken += stories.sorted().map { Taken(recipient: recipient, story: $0) }
    }
  }

  private actor Session: DeliverySession {
    let server: ScriptedServer
    private var offered: (recipient: String, behaviour: Behaviour)?
    nonisolated var isPipelined: Bool { true }
    private(set) var isUsable = true

    init(server: ScriptedServer) { self.server = server }

    func offer(_ envelope: Envelope) async throws(TransportError) -> Offer {
      let recipient = envelope.recipient.canonical
      let behaviour = server.behaviour(to: recipient)
      offered = (recipient, behaviour)
      switch behaviour {
      case .refuseAddress: return .refused(Self.refusal(.rcpt, 550, EnhancedStatus(5, 1, 1)))
      case .greylist: return .refused(Self.refusal(.rcpt, 450, EnhancedStatus(4, 2, 0)))
      case .refuseSession:
        isUsable = false
        return .refused(Self.refusal(.mail, 421, EnhancedStatus(4, 3, 2)))
      default: return .ready
      }
    }

    nonisolated func hurry() {}

    func deliver(_ body: SMTPBody, announcing next: Envelope?) async -> Handover {
      let outcome = deliver(body.message)
      guard let next, isUsable else { return Handover(outcome) }
      return Handover(outcome, next: await answer(to: next))
    }

    private func answer(to next: Envelope) async -> Result<Offer, TransportError> {
      do throws(TransportError) {
        return .success(try await offer(next))
      } catch {
        return .failure(error)
      }
    }

    private func deliver(_ message: [UInt8]) -> DeliveryOutcome {
      guard let (recipient, behaviour) = offered else {
        return .lost(dotWritten: false, Self.lost)
      }
      switch behaviour {
      case .refuseMessage: return .refused(Self.refusal(.dot, 554, EnhancedStatus(5, 6, 0)))
      case .refuseSender:
        isUsable = false
        return .refused(Self.refusal(.dot, 550, EnhancedStatus(5, 7, 26)))
      case .deferMessage: return .refused(Self.refusal(.dot, 451, EnhancedStatus(4, 3, 0)))
      case .cutBody: return lose(dotWritten: false)
      case .loseMessage: return lose(dotWritten: true)
      case .loseAnswer:
        server.take(message, for: recipient)
        return lose(dotWritten: true)
      default:
        server.take(message, for: recipient)
        return .accepted(SMTPReply(code: 250, status: EnhancedStatus(2, 0, 0), lines: ["Ok"]))
      }
    }

    private func lose(dotWritten: Bool) -> DeliveryOutcome {
      isUsable = false
      return .lost(dotWritten: dotWritten, Self.lost)
    }

    func withdraw() async { isUsable = false }
    func close() async { isUsable = false }

    private static var lost: TransportError {
      TransportError(place: "scripted:25", reason: .sessionEnded)
    }

    private static func refusal(
      _ step: SMTPStep, _ code: Int, _ status: EnhancedStatus
    ) -> SMTPRefusal {
      SMTPRefusal(of: step, reply: SMTPReply(code: code, status: status, lines: ["no"]))
    }
  }
}
