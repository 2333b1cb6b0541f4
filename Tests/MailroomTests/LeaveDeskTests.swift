import Composer
import Foundation
import Mail
import Mailroom
import Newsletter
import Storage
import Testing

@Suite("LeaveDesk")
struct LeaveDeskTests {
  private static let now = Date(timeIntervalSince1970: 1_795_183_200)

  private struct Desk {
    let store: Store
    let seal: TokenSeal
    let desk: LeaveDesk
    let jpu: AffiliateID
    let ana: Subscriber
    let number: Int64

    init() throws {
      store = try Store.inMemory()
      let key = try #require(SigningKey(id: "k1", secret: Array(0..<32)))
      seal = TokenSeal(keys: MessageKeys(current: key))
      jpu = try #require(AffiliateID("jpu"))
      let address = try EmailAddress("Ana@Example.org")
      ana = Subscriber(address)
      try store.save(
        [
          Subscription(
            affiliate: jpu, recipient: Recipient(address: address), status: .confirmed,
            origin: .file)
        ], at: LeaveDeskTests.now)
      number = try #require(store.numbers(of: [ana])[0])
      desk = LeaveDesk(store: store, seal: seal, affiliates: [jpu])
    }

    func mail(
      _ number: Int64? = nil, address: String = "ana@example.org", affiliate: String = "jpu",
      more: String = ""
    ) throws -> ReadMail {
      let token = seal.token(
        subscriber: number ?? self.number, address: try EmailAddress(address),
        affiliate: try #require(AffiliateID(affiliate)))
      let head = "To: leave+\(token)@example.org\nFrom: x@example.org\n\(more)"
      return try #require(ReadMail(head: Array(head.utf8)))
    }

    func act(
      _ mail: ReadMail, writtenAfter arrival: Double? = nil, after seconds: Double = 0
    ) throws -> LeaveDesk.Outcome {
      try desk.act(
        on: mail, arrivedAt: arrival.map(LeaveDeskTests.now.addingTimeInterval),
        at: LeaveDeskTests.now.addingTimeInterval(seconds))
    }
  }

  @Test("Whoever is on a list that the configuration has no more leaves it all the same")
  func formerAffiliate() throws {
    let desk = try Desk()
    let other = LeaveDesk(
      store: desk.store, seal: desk.seal, affiliates: [try #require(AffiliateID("ntu"))])
    let outcome = try other.act(on: try desk.mail(), at: Self.now)
    #expect(outcome == .done([.left(desk.jpu, desk.ana)]))
    #expect(try desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
  }

  @Test("Whoever has a token leaves, once, whatever the sender's address is")
  func leaves() throws {
    let desk = try Desk()
    let mail = try desk.mail()
    #expect(try desk.act(mail) == .done([.left(desk.jpu, desk.ana)]))
    #expect(try desk.act(mail) == .done([.hadLeft(desk.jpu, desk.ana)]))
    #expect(try desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
    let decisions = try desk.store.export(desk.ana, at: Self.now).optOuts
    #expect(decisions.map(\.source) == ["mail"])
  }

  @Test("A token that names nobody, somebody else or no affiliate of ours changes nothing")
  func nobody() throws {
    let desk = try Desk()
    for mail in [
      try desk.mail(desk.number + 1), try desk.mail(address: "bo@example.org"),
      try desk.mail(affiliate: "ar"),
    ] { #expect(try desk.act(mail) == .done([.nobody])) }
    #expect(try !desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
  }

  @Test("Reports and automatic answers change nothing, with a token or without")
  func automatic() throws {
    let desk = try Desk()
    #expect(
      try desk.act(desk.mail(more: "Content-Type: multipart/report")) == .automatic(.report))
    #expect(
      try desk.act(desk.mail(more: "Return-Path: <>\nAuto-Submitted: auto-replied"))
        == .automatic(.autoReply))
    #expect(try !desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
  }

  @Test("Without a token nothing is done, not even for the sender; a letter's token is none")
  func withoutToken() throws {
    let desk = try Desk()
    let letter = desk.seal.token(letter: 1, to: try EmailAddress("ana@example.org"))
    for to in ["leave@example.org", "leave+\(letter)@example.org"] {
      let head = "To: \(to)\nFrom: ana@example.org\nSubject: unsubscribe jpu"
      let mail = try #require(ReadMail(head: Array(head.utf8)))
      #expect(try desk.act(mail) == .withoutToken)
    }
    #expect(try !desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
  }

  @Test("An old message read again does not undo that its writer came back")
  func cameBack() throws {
    let desk = try Desk()
    let mail = try desk.mail(more: "Date: Fri, 20 Nov 2026 14:00:00 +0000")
    _ = try desk.act(mail)
    try desk.store.rejoin(
      desk.ana, desk.jpu, source: "web", at: Self.now.addingTimeInterval(3600))
    #expect(try desk.act(mail, after: 7200) == .done([.cameBack(desk.jpu, desk.ana)]))
    #expect(try !desk.store.optOuts(of: desk.ana).hasLeft(desk.jpu))
    let later = try desk.mail(more: "Date: Fri, 20 Nov 2026 15:30:00 +0000")
    #expect(try desk.act(later, after: 7200) == .done([.left(desk.jpu, desk.ana)]))
  }

  @Test("Where the header tells no moment, that of its file does")
  func fileDate() throws {
    let desk = try Desk()
    let mail = try desk.mail()
    #expect(try desk.act(mail, writtenAfter: 0) == .done([.left(desk.jpu, desk.ana)]))
    try desk.store.rejoin(
      desk.ana, desk.jpu, source: "web", at: Self.now.addingTimeInterval(3600))
    for _ in 0..<2 {
      #expect(
        try desk.act(mail, writtenAfter: 0, after: 7200) == .done([.cameBack(desk.jpu, desk.ana)]))
    }
    // A header that tells one is nearer to the truth: files are copied.
    let dated = try desk.mail(more: "Date: Fri, 20 Nov 2026 15:30:00 +0000")
    #expect(
      try desk.act(dated, writtenAfter: 0, after: 7200) == .done([.left(desk.jpu, desk.ana)]))
  }

  @Test("Within ten minutes, without a date and with one to come, leaving is the last word")
  func inDoubt() throws {
    for date in ["Date: Fri, 20 Nov 2026 13:51:00 +0000", "", "Date: Fri, 20 Nov 2099 14:00 Z"] {
      let desk = try Desk()
      _ = try desk.act(desk.mail())
      try desk.store.undoLeavingAll([desk.ana], source: "web", at: Self.now)
      try desk.store.rejoin(desk.ana, desk.jpu, source: "web", at: Self.now)
      let outcome = try desk.act(desk.mail(more: date), after: 60)
      #expect(outcome == .done([.left(desk.jpu, desk.ana)]), "\(date)")
    }
  }
}
