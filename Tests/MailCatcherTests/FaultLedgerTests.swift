import Testing

@testable import MailCatcher

@Suite("The ledger of faults")
struct FaultLedgerTests {
  private let start = ContinuousClock.now

  @Test("counts 'the first times' for each recipient, whatever the spelling")
  func firstTimes() throws {
    var ledger = try ledger("rcpt 450 x2")
    let codes = ["ana@b.org", "Ana@B.org", "ben@b.org", "ana@b.org", "ben@b.org", "ben@b.org"]
      .map { code(&ledger, .rcpt, [$0]) }
    #expect(codes == [450, 450, 450, nil, 450, nil])
  }

  @Test("counts where no recipient is known, and for all where every so many are meant")
  func allTimes() throws {
    var connecting = try ledger("connect 421 x2")
    #expect((1...3).map { _ in code(&connecting, .connect, []) } == [421, 421, nil])
    var every = try ledger("rcpt 450 every 3")
    let people = ["a@b.org", "b@b.org", "c@b.org", "a@b.org", "b@b.org", "c@b.org"]
    #expect(people.map { code(&every, .rcpt, [$0]) } == [nil, nil, 450, nil, nil, 450])
  }

  @Test("leaves those alone who are not meant, and finds those who are among others")
  func audiences() throws {
    var ledger = try ledger("rcpt 550 for ana@b.org", "dot 451 for @c.org", "data 452 for ben@")
    #expect(code(&ledger, .rcpt, ["ANA@b.org"]) == 550)
    #expect(code(&ledger, .rcpt, ["ana@bb.org"]) == nil)
    #expect(code(&ledger, .dot, ["ana@b.org", "ben@C.org"]) == 451)
    #expect(code(&ledger, .dot, ["ana@b.org", "ben@sub.c.org"]) == nil)
    #expect(code(&ledger, .data, ["ben@x.org"]) == 452)
    #expect(code(&ledger, .data, ["benn@x.org"]) == nil)
  }

  @Test("greylists each recipient from the first try on")
  func greylist() throws {
    var ledger = try ledger("greylist 60s")
    let tries = [(0, "ana"), (30, "ben"), (59, "ana"), (60, "ana"), (89, "ben"), (90, "ben")]
    let isGrey = tries.map { second, name in
      let time = start + .seconds(second)
      return ledger.verdict(at: .rcpt, recipients: ["\(name)@b.org"], now: time).effect != nil
    }
    #expect(isGrey == [true, true, true, false, true, false])
  }

  @Test("adds up delays and ends at the first other fault")
  func delays() throws {
    var ledger = try ledger("dot slow 2s", "dot slow 1s", "dot 451", "dot 554", "dot slow 9s")
    #expect(
      ledger.verdict(at: .dot, recipients: ["a@b.org"], now: start)
        == FaultLedger.Verdict(pause: .seconds(3), effect: .reply(451, "")))
  }

  @Test("reads local parts where it should, and refuses those that are no script")
  func localParts() throws {
    var deaf = FaultLedger(faults: [], obeysLocalParts: false)
    #expect(code(&deaf, .rcpt, ["rcpt-550@b.org"]) == nil)
    var ledger = FaultLedger(faults: [], obeysLocalParts: true)
    #expect(code(&ledger, .rcpt, ["rcpt-550@b.org"]) == 550)
    #expect(code(&ledger, .rcpt, ["dot-451@b.org"]) == nil)
    #expect(code(&ledger, .dot, ["ana@b.org", "dot-451@b.org"]) == 451)
    let twice = (1...3).map { _ in code(&ledger, .rcpt, ["rcpt-450-x2+1@b.org"]) }
    #expect(twice == [450, 450, nil])
    #expect(code(&ledger, .rcpt, ["rcpt-450-x2+2@b.org"]) == 450)
    #expect(code(&ledger, .rcpt, ["mail-450@b.org"]) == 553)
  }

  private func ledger(_ faults: String...) throws -> FaultLedger {
    FaultLedger(faults: try faults.map { try CatcherFault($0) }, obeysLocalParts: false)
  }

  private func code(
    _ ledger: inout FaultLedger, _ verb: CatcherFault.Verb, _ recipients: [String]
  ) -> Int? {
    guard
      case .reply(let code, _) = ledger.verdict(at: verb, recipients: recipients, now: start)
        .effect
    else { return nil }
    return code
  }
}
