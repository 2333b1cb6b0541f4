import Foundation
import Newsletter
import Synchronization
import Testing

@testable import Studio

@Suite("The studio's overview")
struct OverviewTests {
  @Test("has every affiliate with its next edition, or why there is none")
  func affiliates() async throws {
    let bench = try StudioBench(["nurses", "transit"])
    try bench.publish(["A contract at last", "The mayor answers"])
    try await bench.test { visitor in
      let page = try await visitor.get("/")
      #expect(page.status == 200)
      #expect(page.text.contains("<span class=\"subject\">A contract at last"))
      #expect(page.text.contains("If they were sent now: 1 edition, 2 messages."))
      #expect(page.text.contains("Not fetched yet."))
      #expect(page.text.contains("href=\"/transit\""))
      #expect(!page.text.contains("type=\"search\""))
    }
  }

  @Test("of 500 affiliates is planned once, and filtered without a script")
  func many() async throws {
    let names = (1...500).map { "local-\($0)" }
    let bench = try StudioBench(names)
    try bench.publish(["Only here"], on: "local-77")
    try await bench.test { visitor in
      let whole = try await visitor.get("/")
      #expect(whole.text.components(separatedBy: "data-label=\"Next edition\"").count == 501)
      let found = try await visitor.get("/?find=only%20HERE")
      #expect(found.text.components(separatedBy: "data-label=\"Next edition\"").count == 2)
      #expect(found.text.contains("href=\"/local-77\""))
      let nobody = try await visitor.get("/?find=%3Cb%3E")
      #expect(nobody.text.contains("No affiliate has &#39;&lt;b&gt;&#39; in its name"))
    }
    #expect(bench.openings.value == 1)
  }

  @Test("says what to do when nothing has been read yet")
  func empty() async throws {
    let bench = try StudioBench(hasStore: false)
    try await bench.test { visitor in
      let page = try await visitor.get("/")
      #expect(page.text.contains("<code>broadsheet fetch</code>"))
      let edition = try await visitor.get("/nurses")
      #expect(edition.status == 404)
      #expect(edition.text.contains("no story of nurses is known yet"))
      #expect(edition.text.contains("broadsheet fetch nurses"))
    }
  }

  @Test("tells every mistake of the configuration, and comes back when it is mended")
  func mending() async throws {
    let isBroken = Mutex(true)
    let bench = try StudioBench(
      spoil: {
        guard isBroken.withLock({ $0 }) else { return }
        throw NewsroomError(
          flaws: [
            .init(message: "config.json line 3: <b> is not a setting", hint: "did you mean b?"),
            .init(message: "config.json line 9: smtp is missing", hint: nil),
          ])
      })
    try bench.publish(["A story"])
    try await bench.test { visitor in
      for path in ["/", "/nurses", "/nurses/message.html"] {
        let broken = try await visitor.get(path)
        #expect(broken.status == 500)
        #expect(broken.text.contains("2 things to mend"))
        #expect(broken.text.contains("config.json line 3: &lt;b&gt; is not a setting"))
        #expect(broken.text.contains("Did you mean b?"))
        #expect(broken.mark != nil)
      }
      #expect(bench.openings.value == 1)
      isBroken.withLock { $0 = false }
      try bench.write("email\n", "nurses.csv")
      #expect(try await visitor.get("/").status == 200)
      #expect(bench.openings.value == 2)
    }
  }
}
