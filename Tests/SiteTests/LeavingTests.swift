import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("Leaving on the page")
struct LeavingTests {
  @Test("the page says first whose link it is, and does nothing by itself")
  func question() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.title == "Leave the list of Jackson Paraprofessionals United?")
      #expect(page.text.contains("This link belongs to A••••@example.org"))
      #expect(!page.text.contains("Ana.Silva"))
      #expect(page.text.contains("Leave all lists of River Valley Federation of Teachers"))
      #expect(page.field("x-robots-tag") == "noindex, nofollow")
    }
    #expect(try !bench.hasLeft())
  }

  @Test("a button leaves this list, and undo brings back")
  func leaveAndUndo() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let left = try await visitor.leave(path)
      #expect(left.title == "You have left")
      #expect(try bench.hasLeft())
      #expect(try !bench.hasLeft(bench.ana, SiteBench.ntu))
      #expect(left.hidden("stamp") != nil)
      let stamp = try #require(left.hidden("stamp"))
      let back = try await visitor.post(
        path, [("action", "return"), ("scope", "list"), ("stamp", stamp)])
      #expect(back.title == "Welcome back")
    }
    #expect(try !bench.hasLeft())
  }

  @Test("another button leaves all, and undo brings back what was not left before")
  func leaveAll() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    _ = try bench.store.optOut(
      Subscriber(bench.ana), of: SiteBench.ntu, source: "test", reason: nil, at: bench.time.now)
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let left = try await visitor.leave(path, "leave-all")
      #expect(left.text.contains("off all lists of River Valley Federation of Teachers"))
      #expect(try bench.hasLeft())
      _ = try await visitor.post(
        path,
        [("action", "return"), ("scope", "all"), ("stamp", try #require(left.hidden("stamp")))])
    }
    #expect(try !bench.hasLeft())
    #expect(try bench.hasLeft(bench.ana, SiteBench.ntu))
  }

  @Test("only who has just seen it can undo it: others would need more than the link")
  func undoNeedsStamp() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let bob = try EmailAddress("bob@example.org")
    try bench.subscribe(bob)
    let (path, bobs) = ("/u/\(try bench.token())", "/u/\(try bench.token(bob))")
    try await bench.test { visitor in
      let left = try await visitor.leave(path)
      let stamp = try #require(left.hidden("stamp"))
      let bobLeft = try await visitor.leave(bobs)
      let foreign = try #require(bobLeft.hidden("stamp"))
      for wrong in ["", "k1.1.00", foreign] {
        _ = try await visitor.post(
          path, [("action", "return"), ("scope", "list"), ("stamp", wrong)])
        #expect(try bench.hasLeft())
      }
      bench.time.advance(by: 3601)
      let late = try await visitor.post(
        path, [("action", "return"), ("scope", "list"), ("stamp", stamp)])
      #expect(late.title == "This subscription has ended")
    }
    #expect(try bench.hasLeft())
  }

  @Test("pressed twice, or reloaded, the page looks the same; on another page there is no way back")
  func twice() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let asked = try #require(try await visitor.get(path).hidden("page"))
      let first = try await visitor.post(path, [("action", "leave"), ("page", asked)])
      let again = try await visitor.post(path, [("action", "leave"), ("page", asked)])
      #expect(again.title == "You have left" && again.text == first.text)
      for other in [[], [("page", "")], [("page", "k1.1.00")]] {
        let page = try await visitor.post(path, [("action", "leave")] + other)
        #expect(page.title == "This subscription has ended")
        #expect(page.hidden("stamp") == nil)
      }
    }
    #expect(try bench.hasLeft())
  }

  @Test(
    "who left before is not brought back by their link, whichever way they left",
    arguments: ["list", "all", "one-click"])
  func linkAlone(_ way: String) async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let asked = try #require(try await visitor.get(path).hidden("page"))
      if way == "one-click" {
        _ = try await visitor.post(path, OneClickTests.oneClick)
      } else {
        try bench.store.optOut(
          Subscriber(bench.ana), of: way == "all" ? nil : SiteBench.jpu, source: "command",
          reason: nil, at: bench.time.now)
      }
      for action in way == "all" ? ["leave", "leave-all"] : ["leave"] {
        let page = try await visitor.post(path, [("action", action), ("page", asked)])
        #expect(page.title == "This subscription has ended")
        _ = try await visitor.post(
          path,
          [("action", "return"), ("scope", action == "leave" ? "list" : "all")]
            + (page.hidden("stamp").map { [("stamp", $0)] } ?? []))
        #expect(try bench.hasLeft())
      }
    }
  }

  @Test("undoing it brings back no other address that had left by itself before")
  func otherAddress() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let eve = try EmailAddress("eve@example.org")
    // Ana passed a message on: Eve takes it over, Ana takes it back and leaves for good.
    let move = try #require(
      try bench.store.post(
        LetterDraft(
          to: eve, affiliate: SiteBench.jpu, language: "en",
          request: .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu])),
        at: bench.time.now))
    _ = try bench.store.confirm(try #require(try bench.store.letter(move)), at: bench.time.now)
    let back = try #require(try bench.letters().last)
    #expect(try bench.store.confirm(back, at: bench.time.now) == .done)
    try bench.store.optOut(
      Subscriber(bench.ana), of: nil, source: "page", reason: nil, at: bench.time.now)
    try bench.subscribe(eve, to: [SiteBench.ntu])
    let path = "/u/\(try bench.token(eve, SiteBench.ntu))"
    try await bench.test { visitor in
      let left = try await visitor.leave(path, "leave-all")
      #expect(try bench.hasLeft(eve, SiteBench.ntu))
      _ = try await visitor.post(
        path,
        [("action", "return"), ("scope", "all"), ("stamp", try #require(left.hidden("stamp")))])
    }
    #expect(try !bench.hasLeft(eve, SiteBench.ntu))
    #expect(try bench.hasLeft() && bench.hasLeft(bench.ana, SiteBench.ntu))
  }

  @Test("the link of an address that was given back takes nobody else off the list")
  func givenBack() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let stranger = try EmailAddress("stranger@example.org")
    let move = try #require(
      try bench.store.post(
        LetterDraft(
          to: stranger, affiliate: SiteBench.jpu, language: "en",
          request: .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu])),
        at: bench.time.now))
    _ = try bench.store.confirm(try #require(try bench.store.letter(move)), at: bench.time.now)
    let token = try bench.token(stranger)
    _ = try bench.store.confirm(try #require(try bench.letters().last), at: bench.time.now)
    try await bench.test { visitor in
      for path in ["/u/\(token)", "/s/\(token)"] {
        let page = try await visitor.get(path)
        #expect(page.title == "This subscription has ended")
      }
      let reply = try await visitor.post("/u/\(token)", OneClickTests.oneClick)
      #expect(reply.status == 200)
      _ = try await visitor.post(
        "/s/\(token)", [("action", "address"), ("address", "third@example.org")])
    }
    #expect(try !bench.hasLeft())
    #expect(try bench.letters().count == 2)
  }

  @Test("one tap says why; what is no reason of ours is refused")
  func reasons() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let left = try await visitor.leave(path)
      let stamp = try #require(left.hidden("stamp"))
      for reason in LeavingReason.allCases {
        #expect(left.text.contains("name=\"reason\" value=\"\(reason.rawValue)\""))
      }
      let form = [("action", "reason"), ("scope", "list"), ("stamp", stamp)]
      let thanks = try await visitor.post(path, form + [("reason", "too many")])
      #expect(thanks.text.contains("Thank you for telling us."))
      let other = try await visitor.post(path, form + [("reason", "<script>")])
      #expect(other.title == "This subscription has ended")
    }
    #expect(try bench.hasLeft())
  }

  @Test("leaving works for who changed their address since, and for who is on no list")
  func oldLinks() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    let new = try EmailAddress("ana@new.example.org")
    let id = try #require(
      try bench.store.post(
        LetterDraft(
          to: new, affiliate: SiteBench.jpu, language: "en",
          request: .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu])),
        at: bench.time.now))
    _ = try bench.store.confirm(try #require(try bench.store.letter(id)), at: bench.time.now)
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.text.contains("a••••@new.example.org"))
      _ = try await visitor.post(path, OneClickTests.oneClick)
    }
    #expect(try bench.hasLeft(new))
  }

  @Test("an organization of one list has one button")
  func oneList() async throws {
    let bench = try SiteBench(affiliates: [SiteBench.affiliates[0]])
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.text.contains("value=\"leave\""))
      #expect(!page.text.contains("value=\"leave-all\""))
    }
  }
}
