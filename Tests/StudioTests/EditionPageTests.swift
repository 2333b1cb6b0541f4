import Foundation
import Mailroom
import Newsletter
import Testing

@testable import Studio

@Suite("The studio's page of an edition")
struct EditionPageTests {
  @Test("shows the edition as an inbox does, with its stories and the lint")
  func edition() async throws {
    let bench = try StudioBench()
    try bench.publish(["A contract at last", "The mayor answers"])
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses")
      #expect(page.status == 200)
      #expect(page.text.contains("<p class=\"subject\">A contract at last"))
      #expect(page.text.contains("src=\"/nurses/message.html?scheme=light\" width=\"375\""))
      #expect(page.text.contains("to a reader who has had no story yet"))
      #expect(page.text.contains("href=\"https://www.example.org/story/1\""))
      #expect(page.text.contains("id=\"lint\""))
      #expect(page.text.contains("<option value=\"ana@example.org\">"))
    }
  }

  @Test(
    "each view has an address of its own",
    arguments: [
      ("?view=desktop&scheme=dark", "message.html?scheme=dark\" width=\"800\""),
      ("?view=phone", "width=\"375\""), ("?view=nonsense", "width=\"375\""),
      ("?view=text", "aria-label=\"The text part\""),
      ("?view=source", "&lt;!DOCTYPE html"), ("?view=headers", "<dt>List-Unsubscribe</dt>"),
      ("?as=ana@example.org", "message.html?scheme=light&amp;as=ana@example.org"),
      (
        "?view=text&as=ana%2Bx@example.org", "href=\"/nurses?view=source&amp;as=ana%2bx@example.org"
      ),
    ])
  func views(_ query: String, _ piece: String) async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses\(query)")
      #expect(page.status == 200)
      #expect(page.text.contains(piece))
    }
  }

  @Test("documents are what is mailed")
  func documents() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let text = try await visitor.get("/nurses/message.txt")
      #expect(text.field("content-type") == "text/plain; charset=utf-8")
      #expect(text.text.contains("1 Main Street"))
      let message = try await visitor.get("/nurses/message.eml?as=ana@example.org")
      #expect(message.field("content-type") == "message/rfc822")
      #expect(message.field("content-disposition") == "attachment; filename=\"nurses.eml\"")
      #expect(message.text.contains("\r\nTo: Ana Silva <ana@example.org>\r\n"))
      #expect(try await visitor.get("/nurses/verdict.txt").text.contains("\t"))
    }
  }

  @Test("who is on no list, and what is no address, is told kindly")
  func strangers() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let stranger = try await visitor.get("/nurses?as=who@example.org")
      #expect(stranger.status == 200)
      #expect(stranger.text.contains("who@example.org is not on this list."))
      let nonsense = try await visitor.get("/nurses?as=%3Cscript%3E")
      #expect(nonsense.status == 200)
      #expect(nonsense.text.contains("&#39;&lt;script&gt;&#39; is not an email address"))
    }
  }

  @Test(
    "what is nowhere is 404",
    arguments: [
      "/nobody", "/nurses/", "/nurses/message", "/nurses/x/y", "//", "/nurses/message.pdf",
      "/..%2f..%2fetc", "/%00", "/NURSES", "/nobody/message.html",
    ])
  func nowhere(_ path: String) async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let reply = try await visitor.get(path)
      #expect(reply.status == 404)
    }
  }

  @Test("the nearest affiliate is named")
  func suggestion() async throws {
    let bench = try StudioBench()
    try await bench.test { visitor in
      let page = try await visitor.get("/nurse")
      #expect(page.text.contains("Did you mean <a href=\"/nurses\">nurses</a>?"))
    }
  }

  @Test("hostile titles, names and addresses stay text")
  func escaping() async throws {
    let hostile = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    let bench = try StudioBench(adjust: { $0.masthead.affiliateName = hostile })
    try bench.publish([hostile, "javascript:alert(1)"])
    try await bench.test { visitor in
      let query = "as=%22%3E%3Cscript%3E&find=%22%3E%3Cscript%3E"
      for path in ["/?\(query)", "/nurses?\(query)", "/nurses?view=source", "/nurses?view=headers"]
      {
        let page = try await visitor.get(path)
        #expect(page.status == 200)
        #expect(page.text.components(separatedBy: "<script").count == 2)
        #expect(!page.text.contains("<img"))
      }
    }
  }

  @Test("an introduction that cannot be read is told with its line, beside the message")
  func introduction() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try bench.write("---\nsubjekt: A word\n---\n", "Editions/nurses.md")
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses")
      #expect(page.status == 200)
      #expect(page.text.contains("Editions/nurses.md line 2"))
      try bench.write("---\nsubject: A word\npin: 1\n---\n", "Editions/nurses.md")
      let mended = try await visitor.get("/nurses")
      #expect(mended.text.contains("<p class=\"subject\">A word</p>"))
      #expect(mended.text.contains("<span class=\"tag\">pinned</span>"))
    }
  }

  @Test("a template that cannot be used is told with its line, and no other affiliate suffers")
  func template() async throws {
    let bench = try StudioBench(
      ["nurses", "transit"],
      adjust: { publication in
        guard publication.affiliate.text == "nurses" else { return }
        let templates = publication.templates
        publication.templates = {
          var texts = try templates()
          texts.layout = "<p>\n{{titel}} {{postalAddress}} {{leave.url}}</p>"
          return texts
        }
      })
    try bench.publish(["A story"])
    try bench.publish(["Another"], on: "transit")
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses")
      #expect(page.status == 500)
      #expect(page.text.contains("layout.mustache line 2: nothing is called &#39;titel&#39;"))
      #expect(page.mark != nil)
      #expect(try await visitor.get("/transit").status == 200)
      let overview = try await visitor.get("/")
      #expect(overview.text.contains("<span class=\"tag error\">stopped</span>"))
      #expect(overview.text.contains("<span class=\"subject\">Another</span>"))
    }
  }

  @Test("finds what the lint says, errors first, with a link to the line")
  func lint() async throws {
    let bench = try StudioBench(
      adjust: { publication in
        let templates = publication.templates
        publication.templates = {
          var texts = try templates()
          texts.subject = "Hello [NAME]"
          texts.layout = texts.layout.replacingOccurrences(
            of: "</body>", with: "<p><a href=\"http://x.example/\">here</a></p></body>")
          return texts
        }
      })
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses").text
      let error = try #require(page.range(of: "class=\"finding error\""))
      let warning = try #require(page.range(of: "class=\"finding warning\""))
      #expect(error.lowerBound < warning.lowerBound)
      #expect(page.contains("keeps this edition back"))
      #expect(page.contains(/href="\/nurses\?view=source#L\d+"/))
    }
  }
}
