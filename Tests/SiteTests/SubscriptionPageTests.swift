import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("The page of one subscription")
struct SubscriptionPageTests {
  @Test("it shows this list alone, and no address that could be written to")
  func page() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu], language: "es")
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.title == "Su suscripción a Jackson Paraprofessionals United")
      #expect(page.text.contains("A••••@example.org"))
      #expect(!page.text.contains("Ana.Silva"))
      #expect(!page.text.contains("Northside"))
    }
  }

  @Test("the language is set for this list, and the page answers in it")
  func language() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.post(path, [("action", "language"), ("language", "es")])
      #expect(page.text.contains("Guardado. Su próximo mensaje llegará en este idioma."))
      let wrong = try await visitor.post(path, [("action", "language"), ("language", "tlh")])
      #expect(wrong.status == 400)
    }
    let languages = try bench.store.subscriptions(of: Subscriber(bench.ana))
      .map { $0.recipient.language }
    #expect(languages == ["es", nil])
  }

  @Test("a new address is asked first, by a letter there")
  func newAddress() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.post(
        path, [("action", "address"), ("address", " ana@new.example.org ")])
      #expect(page.text.contains("We have written to ana@new.example.org."))
    }
    let letters = try bench.letters()
    #expect(letters.map(\.recipient.spelling) == ["ana@new.example.org"])
    #expect(
      letters.first?.request
        == .changeAddress(from: try bench.number(), affiliates: [SiteBench.jpu]))
  }

  @Test(
    "a slip in the address is told beside the field",
    arguments: [
      ("", "Please write your email address."),
      ("ana", "This does not look like an email address."),
      ("root@localhost", "This does not look like an email address."),
      ("ana@new.example.org\r\nBcc: eve@example.org", "This does not look like"),
      ("\"a\r\nb\"@example.org", "This does not look like"),
      ("ANA.silva@example.org", "This is the address that you have now."),
    ])
  func slips(_ entry: String, _ words: String) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.post(path, [("action", "address"), ("address", entry)])
      #expect(page.status == 422)
      #expect(page.text.contains(words))
      #expect(page.text.contains("aria-invalid=\"true\""))
      #expect(page.text.contains("aria-describedby=\"address-remark address-help\""))
    }
    #expect(try bench.letters().isEmpty)
  }

  @Test("nobody finds out by guessing whose the link is: each guess is counted, right or wrong")
  func guesses() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      func statuses(_ guesses: [String]) async throws -> [Int] {
        var statuses: [Int] = []
        for guess in guesses {
          let page = try await visitor.post(path, [("action", "address"), ("address", guess)])
          statuses.append(page.status)
        }
        return statuses
      }
      let (right, wrong) = (bench.ana.spelling, (0..<15).map { "guess\($0)@example.org" })
      let first = try await statuses(wrong.flatMap { [$0, right] })
      #expect(first == wrong.flatMap { _ in [200, 422] })
      let next = try await statuses([right, "guess@example.org"])
      #expect(next == [429, 429])
      bench.time.advance(by: 120)
      let later = try await statuses([right, right])
      #expect(later == [422, 429])
    }
  }

  @Test("all lists come by a letter to the address of the list, never on this page")
  func allLists() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = "/s/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.post(
        path, [("action", "link"), ("address", "eve@example.org")])
      #expect(page.text.contains("A message with the link is on its way to A••••@example.org."))
    }
    #expect(try bench.letters().map(\.recipient) == [bench.ana])
    #expect(try bench.letters().map(\.request) == [.showSubscriptions])
  }

  @Test("the token of a letter opens no subscription, and the other way round")
  func kinds() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let (letter, own) = (bench.seal.token(letter: 1, to: bench.ana), try bench.token())
    try await bench.test { visitor in
      for path in ["/u/\(letter)", "/s/\(letter)", "/l/\(own)"] {
        let reply = try await visitor.get(path)
        #expect(reply.status == 404)
      }
    }
  }
}
