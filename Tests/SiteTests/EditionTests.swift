import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("Editions as pages")
struct EditionTests {
  /// A frozen edition of two stories: one for Ana, both for Bo.
  private struct Frozen {
    let bench: SiteBench
    let edition: Edition
    let whole: String
    let part: String

    init(_ affiliate: AffiliateID = SiteBench.jpu) throws {
      bench = try SiteBench()
      let stories = try Self.publish(on: affiliate, in: bench)
      edition = try Self.edition(affiliate, stories)
      try bench.subscribe(to: [affiliate])
      try bench.subscribe(try EmailAddress("bo@example.org"), to: [affiliate])
      try bench.store.freeze(FreezeOrder(edition: edition, copies: [], slot: nil))
      whole = "/e/\(bench.seal.token(page: edition.id, of: stories.map(\.id)))"
      part = "/e/\(bench.seal.token(page: edition.id, of: [stories[0].id]))"
    }

    private static func publish(
      on affiliate: AffiliateID, in bench: SiteBench
    ) throws -> [Story] {
      let listings = [("Nurses win", 1), ("The mayor answers", 2)].map { title, number in
        Listing(
          url: URL(string: "https://www.rivervalley.example/\(number)"), title: title,
          summary: "What came of it.",
          image: URL(string: "https://www.rivervalley.example/\(number).jpg"))
      }
      let key = SourceKey(
        affiliate: affiliate, address: "https://www.rivervalley.example/feed", rules: "feed",
        host: "www.rivervalley.example")
      _ = try bench.store.record(
        [
          SourceReport(
            source: key,
            outcome: .read(SourceDocument(listings: listings), etag: nil, lastModified: nil))
        ], of: affiliate, backlog: .all, allAsBaseline: false, at: bench.time.now)
      return try bench.store.candidates(of: affiliate).map(\.story)
    }

    private static func edition(_ affiliate: AffiliateID, _ stories: [Story]) throws -> Edition {
      let sender = try EmailAddress("news@rivervalley.example")
      return Edition(
        id: EditionID(affiliate, on: LocalDate(year: 2026, month: 11, day: 20)),
        frozenAt: SiteBench.start,
        masthead: Masthead(
          organization: SiteBench.organization.name,
          postalAddress: SiteBench.organization.postalAddress, website: nil, language: "en",
          timeZone: "America/New_York", affiliate: affiliate,
          affiliateName: "Jackson Paraprofessionals United", listID: "jpu.rivervalley.example",
          sender: Mailbox(name: "News", address: sender), replyTo: nil, bounceAddress: sender,
          unsubscribeAddress: sender, site: URL(string: "https://news.rivervalley.example")),
        templates: try templates(), stories: stories)
    }

    /// Those that ship.
    private static func templates() throws -> TemplateTexts {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Templates/plain")
      let read = { (name: String) in
        try String(contentsOf: folder.appending(path: "\(name).mustache"), encoding: .utf8)
      }
      return TemplateTexts(
        layout: try read("layout"), story: try read("story"), text: try read("text"),
        subject: try read("subject"))
    }
  }

  @Test("show what was sent, to anybody, with nothing of a reader")
  func page() async throws {
    let frozen = try Frozen()
    try await frozen.bench.test { visitor in
      let reply = try await visitor.get(frozen.whole, ["accept-language": "es"])
      #expect(reply.status == 200)
      #expect(reply.field("content-type") == "text/html; charset=utf-8")
      #expect(reply.text.contains("Nurses win") && reply.text.contains("The mayor answers"))
      #expect(reply.text.contains("Dear members,"))
      #expect(reply.text.contains("href=\"https://news.rivervalley.example/find\""))
      for word in ["Ana", "@example", "@rivervalley", "/u/", "/s/", "/e/", "k1."] {
        #expect(!reply.text.contains(word))
      }
    }
  }

  @Test("have a policy of their own, and no search engine keeps them")
  func fields() async throws {
    let frozen = try Frozen()
    try await frozen.bench.test { visitor in
      let reply = try await visitor.get(frozen.whole)
      #expect(
        reply.field("content-security-policy")
          == "default-src 'none'; style-src 'unsafe-inline'; img-src https:; form-action 'none'; "
          + "base-uri 'none'; frame-ancestors 'none'")
      #expect(reply.field("x-robots-tag") == "noindex, nofollow")
      #expect(reply.field("cache-control") == "public, max-age=3600")
      #expect(reply.field("referrer-policy") == "no-referrer")
      #expect(reply.field("x-content-type-options") == "nosniff")
      #expect(reply.field("set-cookie") == nil)
      #expect(try await visitor.get("/robots.txt").text.contains("Disallow: /e/\n"))
    }
  }

  @Test("take GET and HEAD alone")
  func methods() async throws {
    let frozen = try Frozen()
    try await frozen.bench.test { visitor in
      let get = try await visitor.get(frozen.whole)
      let head = try await visitor.send(frozen.whole, .head)
      #expect(head.status == 200 && head.text == "")
      #expect(head.field("content-length") == String(get.text.utf8.count))
      let post = try await visitor.post(frozen.whole, [("List-Unsubscribe", "One-Click")])
      #expect(post.status == 405)
      #expect(post.field("allow") == "GET, HEAD, OPTIONS")
    }
    #expect(try !frozen.bench.hasLeft())
  }

  @Test("come in another language when the link names it")
  func language() async throws {
    let frozen = try Frozen()
    try await frozen.bench.test { visitor in
      let spanish = try await visitor.get(frozen.whole + "?lang=es")
      #expect(spanish.text.contains("<html lang=\"es\""))
      #expect(spanish.text.contains("Nurses win"))
      for other in ["?lang=fr", "?lang=", "?x=1"] {
        let reply = try await visitor.get(frozen.whole + other)
        #expect(reply.text.contains("<html lang=\"en\""))
      }
    }
  }

  @Test("that are not frozen so say kindly that they have not been sent")
  func notSent() async throws {
    let frozen = try Frozen()
    let bench = frozen.bench
    let other = bench.seal.token(page: EditionID(text: "jpu-2027-01-01"), of: [StoryID(1)])
    try await bench.test { visitor in
      for path in [frozen.part, "/e/\(other)"] {
        let reply = try await visitor.get(path)
        #expect(reply.status == 404)
        #expect(reply.title == "This edition has not been sent yet")
        #expect(reply.field("cache-control") == "no-store")
        let spanish = try await visitor.get(path, ["accept-language": "es"])
        #expect(spanish.title == "Esta edición aún no se ha enviado")
      }
    }
    #expect(bench.site.shelf.count == 0)
  }

  @Test(
    "that were forged, or are something else's token, are not found, like all that is not there")
  func forged() async throws {
    let frozen = try Frozen()
    let bench = frozen.bench
    let reader = try bench.token()
    let token = String(frozen.whole.dropFirst(3))
    try await bench.test { visitor in
      let nowhere = try await visitor.get("/nowhere")
      for path in [
        "/e/\(token.dropLast())", "/e/\(token)A", "/e/\(token.dropLast())A",
        "/e/k2\(token.dropFirst(2))",
        "/e/\(reader)", "/e/\(bench.seal.token(letter: 1, to: bench.ana))", "/u/\(token)",
        "/s/\(token)",
        "/l/\(token)", "/e/" + String(repeating: "a", count: 190),
      ] {
        let reply = try await visitor.get(path)
        #expect(reply.status == 404, "\(path)")
        #expect(reply.text == nowhere.text, "\(path)")
      }
      #expect(try await visitor.get("/e/").status == 404)
    }
  }

  @Test("are made once, and kept up to a size")
  func kept() async throws {
    let frozen = try Frozen()
    let site = frozen.bench.site
    try await frozen.bench.test { visitor in
      for _ in 0..<3 { _ = try await visitor.get(frozen.whole) }
      #expect(site.shelf.count == 1)
      _ = try await visitor.get(frozen.whole + "?lang=es")
      #expect(site.shelf.count == 2)
    }
    let key = { (number: Int) in
      EditionShelf.Key(
        edition: EditionID(text: "jpu-\(number)"), variant: VariantTag([]), language: nil)
    }
    var pages = KeptPages(most: 100)
    for number in 1...3 { pages.keep(Array(repeating: 0x61, count: 40), as: key(number)) }
    #expect(pages.count == 2 && pages.take(key(1)) == nil)
    _ = pages.take(key(2))
    pages.keep(Array(repeating: 0x61, count: 40), as: key(4))
    #expect(pages.take(key(3)) == nil && pages.take(key(2)) != nil)
    pages.keep(Array(repeating: 0x61, count: 101), as: key(5))
    #expect(pages.count == 2 && pages.take(key(5)) == nil)
    var many = KeptPages(most: 1 << 20)
    for number in 0..<500 { many.keep([0x61], as: key(number)) }
    #expect(many.count == 128)
  }

  @Test("are asked for by many at once, and by no more than they may")
  func crowd() async throws {
    let frozen = try Frozen()
    try await frozen.bench.test { visitor in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<40 { group.addTask { try await visitor.get(frozen.whole).status } }
        for try await status in group { #expect(status == 200) }
      }
      for _ in 0..<200 { _ = try await visitor.get(frozen.whole) }
      #expect(try await visitor.get(frozen.whole).status == 429)
    }
    #expect(frozen.bench.site.shelf.count == 1)
  }
}
