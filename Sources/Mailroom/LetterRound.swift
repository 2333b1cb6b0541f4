import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Transport

/// One round of letters over one session, or one after the other.
struct LetterRound {
  let office: LetterOffice
  private(set) var report = LetterReport()
  private var session: (any DeliverySession)?

  init(office: LetterOffice) {
    self.office = office
  }

  mutating func sendAll() async throws {
    var last: Int64 = 0
    while !Task.isCancelled, report.obstacle == nil,
      let letter = try office.store.nextLetter(after: last, at: office.clock())
    {
      last = letter.id
      do {
        let message = try office.compose(letter)
        try await send(letter, message.envelope, message.body)
      } catch let error as StorageError {
        throw error
      } catch {
        // It waits until it can be made, or until nobody waits for it any more.
        report.failures.append(error)
      }
    }
  }

  mutating func close() async {
    await session?.close()
    session = nil
  }

  // MARK: - One letter

  private mutating func send(
    _ letter: Letter, _ envelope: Envelope, _ body: SMTPBody
  ) async throws {
    guard let session = await openedSession() else { return }
    let answer = await withTaskCancellationHandler {
      await Self.offer(envelope, to: session)
    } onCancel: {
      session.hurry()
    }
    switch answer {
    case .failure(let error): await giveUp(error)
    case .success(.refused(let refusal)): try await refused(letter, refusal)
    case .success(.ready): try await deliver(letter, body, over: session)
    }
  }

  private mutating func openedSession() async -> (any DeliverySession)? {
    if let session, await session.isUsable { return session }
    await close()
    do {
      let opened = try await office.openSession()
      session = opened
      return opened
    } catch {
      report.obstacle = error
      return nil
    }
  }

  private static func offer(
    _ envelope: Envelope, to session: any DeliverySession
  ) async -> Result<Offer, TransportError> {
    do {
      return .success(try await session.offer(envelope))
    } catch {
      return .failure(error)
    }
  }

  private mutating func deliver(
    _ letter: Letter, _ body: SMTPBody, over session: any DeliverySession
  ) async throws {
    let isOurs: Bool
    do {
      isOurs = try office.store.handedOver(letter, at: office.clock())
    } catch {
      // Nothing of it was written: without a dot it cannot have arrived.
      await session.withdraw()
      throw error
    }
    guard isOurs else {
      await session.withdraw()
      return await close()
    }
    switch await session.deliver(body, announcing: nil).outcome {
    case .accepted(let reply): try settle(letter, .accepted(reply: reply.text))
    case .refused(let refusal): try await refused(letter, refusal)
    case .lost(let dotWritten, let error):
      try settle(
        letter,
        dotWritten ? .uncertain(why: error.message) : putOff(letter, error.message))
      await giveUp(error)
    }
  }

  private mutating func refused(_ letter: Letter, _ refusal: SMTPRefusal) async throws {
    let isOurFault = refusal.scope == .session
    if isOurFault, refusal.step != .dot {
      return await giveUp(LetterObstacle(reply: refusal.reply.text))
    }
    try settle(
      letter,
      refusal.isPermanent && !isOurFault
        ? .rejected(reply: refusal.reply.text) : putOff(letter, refusal.reply.text))
    if isOurFault { await giveUp(LetterObstacle(reply: refusal.reply.text)) }
  }

  private func putOff(_ letter: Letter, _ reply: String) -> LetterOutcome {
    .deferred(reply: reply, until: Letter.nextTry(after: letter.tries, from: office.clock()))
  }

  private mutating func giveUp(_ error: any Error) async {
    report.obstacle = error
    await close()
  }

  private mutating func settle(_ letter: Letter, _ outcome: LetterOutcome) throws {
    guard try office.store.settle(letter, outcome, at: office.clock()) else { return }
    switch outcome {
    case .accepted: report.accepted += 1
    case .rejected: report.rejected += 1
    case .deferred: report.deferred += 1
    case .uncertain: report.uncertain += 1
    }
  }
}

/// The relay takes no letters now, and says why.
struct LetterObstacle: HintedError, Equatable {
  let reply: String
  var message: String { "the server takes no letters: \(reply)" }
  var hint: String? { "they wait for a day at most; mend what the server says" }
  var exitCode: ExitCode { .tryAgain }
}
