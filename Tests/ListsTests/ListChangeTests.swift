import Foundation
import Lists
import Mail
import Newsletter
import Testing

@Suite("Changing a list file")
struct ListChangeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var before: String
    var after: String
  }

  static let additions = [
    Case(
      testDescription: "keeps the order of columns", before: "name,email\nBen,b@example.org\n",
      after: "name,email\nBen,b@example.org\nAna Silva,Ana@example.org\n"),
    Case(
      testDescription: "keeps the absence of a last line ending",
      before: "email,name\nb@example.org,Ben",
      after: "email,name\nb@example.org,Ben\nAna@example.org,Ana Silva"),
    Case(
      testDescription: "keeps byte order mark, CRLF and separator",
      before: "\u{FEFF}email;name;note\r\nb@example.org;Ben;\"x;\r\ny\"\r\n",
      after:
        "\u{FEFF}email;name;note\r\nb@example.org;Ben;\"x;\r\ny\"\r\nAna@example.org;Ana Silva;\r\n"
    ),
    Case(
      testDescription: "parts the name where the file does", before: "last,first,email\n",
      after: "last,first,email\nSilva,Ana,Ana@example.org\n"),
  ]

  @Test("adding a person", arguments: additions)
  func adds(_ example: Case) throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, example.before)
    try list.add(Sample.person("Ana@example.org", "Ana Silva"))
    #expect(try text(list) == example.after)
    #expect(try list.read().recipients.last?.address.spelling == "Ana@example.org")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names == ["jpu.csv"])
  }

  @Test("adding quotes what must be quoted, and lets no line break in")
  func quotes() throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, "email,name\n")
    try list.add(Sample.person("a@example.org", "Silva, \"Ani\"\nAna"))
    #expect(try text(list) == "email,name\na@example.org,\"Silva, \"\"Ani\"\" Ana\"\n")
    #expect(try list.read().recipients.first?.name == "Silva, \"Ani\" Ana")
  }

  @Test("adding makes the file when there is none")
  func makesFile() throws {
    let folder = try ScratchFolder()
    let list = list(in: folder)
    try list.add(Sample.person("a@example.org", "Ana"))
    #expect(try text(list) == "email,name\na@example.org,Ana\n")
  }

  @Test("adding who is there already changes nothing, and says where")
  func refusesRepeat() throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, "email\nAna@example.org\n")
    let error = #expect(throws: ListError.self) { try list.add(Sample.person("ana@Example.org")) }
    #expect(error?.message == "Lists/jpu.csv line 2: 'ana@Example.org' is on the list already")
    #expect(try text(list) == "email\nAna@example.org\n")
  }

  @Test("adding what has no column changes nothing, and says so")
  func refusesUnknownColumn() throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, "email\n")
    let error = #expect(throws: ListError.self) {
      try list.add(Sample.person("a@example.org", "Ana"))
    }
    #expect(error?.message == "Lists/jpu.csv has no column 'name'")
    #expect(error?.hint == "add ',name' to the first line of the file, or leave it out")
    #expect(try text(list) == "email\n")
  }

  static let removals = [
    Case(
      testDescription: "every row of the person, whatever the case",
      before:
        "email,name\r\nANA@example.org,A\r\nb@example.org,\"B\r\nB\"\r\n\r\nana@example.org,Z",
      after: "email,name\r\nb@example.org,\"B\r\nB\"\r\n\r\n"),
    Case(
      testDescription: "bad rows stay as they are",
      before: "\u{FEFF}email\nnot an address\nana@example.org\n\"x\"y,,\n",
      after: "\u{FEFF}email\nnot an address\n\"x\"y,,\n"),
    Case(
      testDescription: "a row over two lines",
      before: "name,email\n\"Ana\nSilva\", ana@example.org \nB,b@example.org\n",
      after: "name,email\nB,b@example.org\n"),
  ]

  @Test("removing takes out", arguments: removals)
  func removes(_ example: Case) throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, example.before)
    let count = try list.remove("ana@example.org")
    #expect(count == (example.before.lowercased().components(separatedBy: "ana@").count - 1))
    #expect(Array(try text(list).utf8) == Array(example.after.utf8))
  }

  @Test("removing who is not there leaves the file alone")
  func removesNobody() throws {
    let folder = try ScratchFolder()
    let list = try list(in: folder, "email\nb@example.org\n")
    #expect(try list.remove("ana@example.org") == 0)
    #expect(try text(list) == "email\nb@example.org\n")
  }

  @Test("a symbolic link stays one, and the file keeps its mode")
  func keepsLinkAndMode() throws {
    let folder = try ScratchFolder()
    let real = folder.url.appendingPathComponent("real.csv")
    try Data("email\n".utf8).write(to: real)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real.path)
    let link = folder.url.appendingPathComponent("jpu.csv")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    try list(in: folder).add(Sample.person("a@example.org"))
    #expect(try String(contentsOf: real, encoding: .utf8) == "email\na@example.org\n")
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    #expect(target.hasSuffix("real.csv"))
    let attributes = try FileManager.default.attributesOfItem(atPath: real.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  private func list(in folder: ScratchFolder) -> ListFile {
    ListFile(
      affiliate: Sample.affiliate, url: folder.url.appendingPathComponent("jpu.csv"),
      name: "Lists/jpu.csv")
  }

  private func list(in folder: ScratchFolder, _ text: String) throws -> ListFile {
    let list = list(in: folder)
    try Data(text.utf8).write(to: list.url)
    return list
  }

  private func text(_ list: ListFile) throws -> String {
    String(decoding: try Data(contentsOf: list.url), as: UTF8.self)
  }
}
