import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("The pages of letters")
struct LetterPageTests {
  private func post(
    _ bench: SiteBench, _ request: LetterRequest, to address: EmailAddress? = nil
  ) throws -> String {
    let id = try bench.store.post(
      LetterDraft(
        to: address ?? bench.ana, affiliate: SiteBench.jpu, language: "en", request: request),
      at: bench.time.now)
    return "/l/\(bench.seal.token(letter: try #require(id), to: address ?? bench.ana))"
  }

  @Test("all lists can be ticked and unticked")
  func choice() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu])
    let path = try post(bench, .showSubscriptions)
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.title == "Your lists")
      #expect(page.text.contains("name=\"lists\" value=\"jpu\" checked>"))
      #expect(page.text.contains("name=\"lists\" value=\"ntu\">"))
      let saved = try await visitor.post(
        path, [("action", "save"), ("lists", "ntu"), ("language", "es")])
      #expect(saved.text.contains("Guardado."))
    }
    #expect(try bench.confirmed("ana.silva@example.org") == [SiteBench.ntu])
    #expect(
      try bench.store.subscriptions(of: Subscriber(bench.ana))
        .allSatisfy { $0.recipient.language == "es" })
  }

  @Test("a page that was opened before somebody left brings nothing back that they left since")
  func stalePage() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = try post(bench, .showSubscriptions)
    try await bench.test { visitor in
      #expect(try await visitor.get(path).hiddens("had") == ["jpu", "ntu"])
      let stale = [
        ("action", "save"), ("had", "jpu"), ("had", "ntu"), ("lists", "jpu"), ("lists", "ntu"),
      ]
      for affiliate in [SiteBench.jpu, nil] {
        try bench.store.optOut(
          Subscriber(bench.ana), of: affiliate, source: "one-click", reason: nil,
          at: bench.time.now)
        let before = try bench.confirmed("ana.silva@example.org")
        let saved = try await visitor.post(path, stale)
        #expect(saved.text.contains("Saved."))
        #expect(saved.hiddens("had") == before.map(\.text))
        #expect(try bench.confirmed("ana.silva@example.org") == before)
      }
      // Whoever ticks it on the page as it is now means it.
      #expect(try await visitor.get(path).hiddens("had") == [])
      _ = try await visitor.post(path, [("action", "save"), ("lists", "jpu")])
    }
    #expect(try bench.confirmed("ana.silva@example.org") == [SiteBench.jpu])
  }

  @Test("a link that was followed before does not say that who has left is on the list")
  func followedAfterLeaving() async throws {
    let bench = try SiteBench()
    let path = try post(
      bench, .subscribe(affiliates: [SiteBench.jpu], name: nil, language: nil))
    try await bench.test { visitor in
      let first = try await visitor.post(path, [("action", "confirm")])
      #expect(first.title == "You are on the list")
      let second = try await visitor.post(path, [("action", "confirm")])
      #expect(second.title == "You are on the list")
      try bench.store.optOut(
        Subscriber(bench.ana), of: SiteBench.jpu, source: "page", reason: nil,
        at: bench.time.now)
      let third = try await visitor.post(path, [("action", "confirm")])
      #expect(third.title == "This subscription has ended")
    }
    #expect(try bench.hasLeft())
  }

  @Test("reading it changes nothing, nor does a post of nothing")
  func reading() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = try post(bench, .showSubscriptions)
    try await bench.test { visitor in
      _ = try await visitor.get("\(path)?action=save")
      _ = try await visitor.send(path, .head)
      _ = try await visitor.post(path, [])
      #expect(try await visitor.post(path, [("action", "steal")]).status == 400)
    }
    #expect(try bench.confirmed("ana.silva@example.org") == [SiteBench.jpu, SiteBench.ntu])
  }

  @Test("one button leaves all")
  func leaveAll() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = try post(bench, .showSubscriptions)
    try await bench.test { visitor in
      let page = try await visitor.post(path, [("action", "leave-all")])
      #expect(page.text.contains("You are off all lists of River Valley Federation of Teachers."))
    }
    #expect(try bench.confirmed("ana.silva@example.org") == [])
  }

  @Test("an address is changed once its new owner says so")
  func addressChange() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let new = try EmailAddress("ana@new.example.org")
    let path = try post(
      bench, .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu]), to: new)
    try await bench.test { visitor in
      #expect(try await visitor.get(path).title == "Use this address from now on?")
      #expect(try bench.confirmed(new.spelling) == [])
      let done = try await visitor.post(path, [("action", "confirm")])
      #expect(done.title == "Your address has changed")
    }
    #expect(try bench.confirmed(new.spelling) == [SiteBench.jpu])
    #expect(try bench.confirmed("ana.silva@example.org") == [])
  }

  @Test("the former address is told of a change, and can take it back")
  func movingBack() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let new = try EmailAddress("ana@new.example.org")
    let path = try post(
      bench, .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu]), to: new)
    try await bench.test { visitor in
      _ = try await visitor.post(path, [("action", "confirm")])
      let letter = try #require(try bench.letters().last)
      #expect(letter.recipient == bench.ana)
      let back = "/l/\(bench.seal.token(letter: letter.id, to: letter.recipient))"
      let page = try await visitor.get(back)
      #expect(page.title == "Move it back?")
      #expect(page.text.contains("a••••@new.example.org"))
      #expect(!page.text.contains(new.spelling))
      #expect(try bench.confirmed(new.spelling) == [SiteBench.jpu])
      let done = try await visitor.post(back, [("action", "confirm")])
      #expect(done.title == "Your address has changed")
    }
    #expect(try bench.confirmed(new.spelling) == [])
    #expect(try bench.confirmed("ana.silva@example.org") == [SiteBench.jpu])
  }

  @Test("a link opens no other person's letter that has its number now")
  func restored() async throws {
    let (before, after) = (try SiteBench(), try SiteBench())
    let path = try post(before, .showSubscriptions)
    let zoe = try EmailAddress("zoe@example.org")
    try after.subscribe(zoe)
    _ = try post(after, .showSubscriptions, to: zoe)
    try await after.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.status == 410)
      #expect(!page.text.contains("zoe"))
    }
  }

  @Test("after seven days a link has run out, and of a letter that is gone nothing is told")
  func expiry() async throws {
    let bench = try SiteBench()
    let path = try post(
      bench, .subscribe(affiliates: [SiteBench.jpu], name: nil, language: nil))
    bench.time.advance(by: 7 * 86400 + 1)
    try await bench.test { visitor in
      for path in [path, "/l/\(bench.seal.token(letter: 99, to: bench.ana))"] {
        let page = try await visitor.get(path)
        #expect(page.status == 410)
        #expect(page.title == "This link has run out")
        #expect(try await visitor.post(path, [("action", "confirm")]).status == 410)
      }
    }
    #expect(try bench.confirmed("ana.silva@example.org") == [])
  }
}
