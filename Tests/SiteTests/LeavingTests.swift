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
      let left = try await visitor.post(path, [("action", "leave")])
      #expect(left.title == "You have left")
      #expect(try bench.hasLeft())
      #expect(try !bench.hasLeft(bench.ana, SiteBench.ntu))
      // Pressed twice it looks the same.
      #expect(try await visitor.post(path, [("action", "leave")]).title == "You have left")
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
      let left = try await visitor.post(path, [("action", "leave-all")])
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
      let left = try await visitor.post(path, [("action", "leave")])
      let stamp = try #require(left.hidden("stamp"))
      let bobLeft = try await visitor.post(bobs, [("action", "leave")])
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

  @Test("one tap says why; what is no reason of ours is refused")
  func reasons() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let left = try await visitor.post(path, [("action", "leave")])
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
