import Foundation
import Lists
import Testing

@Suite("The lines of a list file that name somebody")
struct ListMentionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lines: [Int]
  }

  @Test(
    "are found whether or not their rows can be read, and no other's",
    arguments: [
      Case(testDescription: "nobody", text: "email\nben@example.org\n", lines: []),
      Case(
        testDescription: "a zero byte",
        text: "email,name\nAna@Example.ORG,A\u{0}\nb@example.org,\n",
        lines: [2]),
      Case(
        testDescription: "a second column",
        text: "email,note\r\nb@example.org,see <ana@example.org>.\r\n",
        lines: [2]),
      Case(testDescription: "the last line", text: "email\nana@example.org", lines: [2]),
      Case(
        testDescription: "a sentence", text: "email,n\nb@example.org,was ana@example.org.",
        lines: [2]),
      Case(
        testDescription: "longer addresses",
        text: "email\njoana@example.org\nana@example.org.uk\nx.ana@example.org\nana@example.orgs\n",
        lines: []),
      Case(
        testDescription: "UTF-8 around it", text: "email,n\nb@example.org,éana@example.org\n",
        lines: []),
    ])
  func found(_ example: Case) throws {
    let folder = try ScratchFolder()
    let url = folder.url.appendingPathComponent("jpu.csv")
    try Data(example.text.utf8).write(to: url)
    let list = ListFile(affiliate: Sample.affiliate, url: url, name: "jpu.csv")
    #expect(try list.lines(naming: "ana@example.org") == example.lines)
  }
}
