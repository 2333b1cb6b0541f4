import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("Signing up and finding")
struct SignUpTests {
  private func entry(
    _ bench: SiteBench, _ address: String, form: String = "sign-up",
    _ more: [(String, String)] = []
  ) -> [(String, String)] {
    let stamp = bench.site.stamps.text(for: form, at: bench.time.now)
    return [("address", address), ("stamp", stamp), ("topic", "")] + more
  }

  @Test("a sign-up asks by letter, and the letter's page puts them on the list")
  func doubleOptIn() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let sent = try await visitor.post(
        "/subscribe/jpu",
        entry(bench, "ana@example.org", [("name", "Ana\r\nX: y"), ("language", "es")]))
      #expect(sent.title == "Please look in your mail")
      let letter = try #require(try bench.letters().first)
      #expect(
        letter.request
          == .subscribe(affiliates: [SiteBench.jpu], name: "AnaX: y", language: "es"))
      let path = "/l/\(bench.seal.token(letter: letter.id, to: letter.recipient))"
      let ask = try await visitor.get(path)
      #expect(ask.title == "¿Quiere estar en la lista de Jackson Paraprofessionals United?")
      #expect(try bench.confirmed("ana@example.org") == [])
      #expect(try await visitor.post(path, []).title == ask.title)
      #expect(try bench.confirmed("ana@example.org") == [])
      let done = try await visitor.post(path, [("action", "confirm")])
      #expect(done.title == "Ya está en la lista")
      #expect(try await visitor.post(path, [("action", "confirm")]).title == done.title)
    }
    #expect(try bench.confirmed("ana@example.org") == [SiteBench.jpu])
  }

  @Test("several lists are chosen at once, and at least one")
  func severalLists() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let none = try await visitor.post("/subscribe", entry(bench, "ana@example.org"))
      #expect(none.status == 422)
      #expect(none.text.contains("Please choose at least one list."))
      #expect(none.text.contains("value=\"ana@example.org\""))
      _ = try await visitor.post(
        "/subscribe",
        entry(
          bench, "ana@example.org", [("lists", "ntu"), ("lists", "jpu"), ("lists", "no-such")]))
    }
    #expect(
      try bench.letters().map(\.request)
        == [.subscribe(affiliates: [SiteBench.jpu, SiteBench.ntu], name: nil, language: "en")])
  }

  @Test("an address that looks like a slip is asked about, once, and is never changed")
  func slip() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let fields = [("name", "Ana"), ("language", "es")]
      let asked = try await visitor.post(
        "/subscribe/jpu", entry(bench, "ana@gmial.com", fields))
      #expect(asked.status == 422)
      #expect(asked.text.contains("Is gmial.com right, or did you mean ana@gmail.com?"))
      #expect(asked.text.contains("value=\"ana@gmial.com\""))
      #expect(asked.text.contains("value=\"Ana\""))
      // It is a question, and the field is not wrong.
      #expect(!asked.text.contains("aria-invalid"))
      #expect(try bench.letters() == [])
      // Another slip is another question.
      let again = [("asked", try #require(asked.hidden("asked")))]
      let other = try await visitor.post("/subscribe/jpu", entry(bench, "ana@gmal.com", again))
      #expect(other.hidden("asked") == "ana@gmal.com")
      // Something else that is to be mended first is no reason to ask a second time.
      let mended = try await visitor.post("/subscribe", entry(bench, "ana@gmial.com", again))
      #expect(mended.text.contains("Please choose at least one list."))
      #expect(!mended.text.contains("did you mean"))
      #expect(mended.hidden("asked") == "ana@gmial.com")
      let sent = try await visitor.post(
        "/subscribe/jpu", entry(bench, "ana@gmial.com", fields + again))
      #expect(sent.title == "Please look in your mail")
    }
    #expect(try bench.letters().map(\.recipient.spelling) == ["ana@gmial.com"])
  }

  @Test(
    "what nobody outside has mail at is no address",
    arguments: ["root@localhost", "ana@[127.0.0.1]", "ana@mail"])
  func localAddress(_ address: String) async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      for (path, form) in [("/subscribe/jpu", "sign-up"), ("/find", "find")] {
        let page = try await visitor.post(path, entry(bench, address, form: form))
        #expect(page.status == 422)
        #expect(page.text.contains("This does not look like an email address."))
        #expect(page.text.contains("value=\"\(address)\""))
      }
    }
    #expect(try bench.letters() == [])
  }

  @Test(
    "the answer is the same whoever it is",
    arguments: ["known", "unknown", "left", "suppressed", "erased", "limited", "trapped"])
  func sameAnswer(_ who: String) async throws {
    let bench = try SiteBench()
    let address = try EmailAddress("somebody@example.org")
    let person = Subscriber(address)
    if who != "unknown" { try bench.subscribe(address) }
    switch who {
    case "left":
      _ = try bench.store.optOut(person, of: nil, source: "", reason: nil, at: bench.time.now)
    case "suppressed": _ = try bench.store.suppress(person, reason: nil, at: bench.time.now)
    case "erased": _ = try bench.store.erase(person, at: bench.time.now)
    case "limited":
      for _ in 0..<3 {
        _ = try bench.store.post(
          LetterDraft(to: address, language: "en", request: .showSubscriptions), at: bench.time.now)
      }
    default: break
    }
    let before = try bench.letters().count
    try await bench.test { visitor in
      let trap = who == "trapped" ? "x" : ""
      for (path, form, words) in [
        (
          "/subscribe/jpu", "sign-up",
          "We have written to somebody@example.org. Open the link in that message to confirm"
        ), ("/find", "find", "If somebody@example.org is on one of our lists, a message"),
      ] {
        let stamp = bench.site.stamps.text(for: form, at: bench.time.now)
        let reply = try await visitor.post(
          path, [("address", address.spelling), ("stamp", stamp), ("topic", trap)])
        #expect(reply.status == 200)
        #expect(reply.title == "Please look in your mail")
        #expect(reply.text.contains(words))
      }
    }
    let made = try bench.letters().count - before
    let expected = ["known": 2, "unknown": 1, "left": 2]
    #expect(made == expected[who, default: 0])
  }

  @Test("a page that is not ours, or too old, is asked to be sent once more")
  func stamps() async throws {
    let bench = try SiteBench()
    let old = bench.site.stamps.text(for: "sign-up", at: bench.time.now)
    bench.time.advance(by: 43201)
    let other = bench.site.stamps.text(for: "find", at: bench.time.now)
    try await bench.test { visitor in
      for stamp in [old, other, "", "k1.5.00", "k9.\(old)"] {
        let reply = try await visitor.post(
          "/subscribe/jpu", [("address", "ana@example.org"), ("stamp", stamp)])
        #expect(reply.status == 422)
        #expect(reply.text.contains("This page was open for a long time."))
        #expect(reply.hidden("stamp") != stamp)
      }
    }
    #expect(try bench.letters().isEmpty)
  }

  @Test("the form of the page is good as it is")
  func pageToPost() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      for path in ["/subscribe/jpu", "/find?lang=es"] {
        let page = try await visitor.get(path)
        let reply = try await visitor.post(
          path, [("address", "ana@example.org"), ("stamp", try #require(page.hidden("stamp")))])
        #expect(reply.status == 200)
      }
    }
  }

  @Test("no list, no page")
  func unknownList() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      for path in ["/subscribe/nobody", "/style/nobody.css"] {
        let reply = try await visitor.get(path)
        #expect(reply.status == 404)
      }
    }
  }
}

extension SiteBench {
  /// The lists that an address gets mail from.
  func confirmed(_ address: String) throws -> [AffiliateID] {
    let person = Subscriber(try EmailAddress(address))
    let optOuts = try store.optOuts(of: person)
    return try store.subscriptions(of: person)
      .filter { $0.status == .confirmed && !optOuts.hasLeft($0.affiliate) }.map(\.affiliate)
  }
}
