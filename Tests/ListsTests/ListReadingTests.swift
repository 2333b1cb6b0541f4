import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import SeededRandom
import Testing

@Suite("A list file")
struct ListReadingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    /// `line: address|name|language|field=value…` of each person.
    var people: [String]
    var problems: [String] = []
  }

  static let cases = [
    Case(
      testDescription: "plain", text: "email,name\nana@example.org,Ana Silva\n",
      people: ["2: ana@example.org|Ana Silva|-"]),
    Case(
      testDescription: "byte order mark and CRLF",
      text: "\u{FEFF}Email,Name\r\nana@example.org,Ana\r\nben@example.org,Ben\r\n",
      people: ["2: ana@example.org|Ana|-", "3: ben@example.org|Ben|-"]),
    Case(
      testDescription: "lone CR", text: "email\rana@example.org\rben@example.org",
      people: ["2: ana@example.org|-|-", "3: ben@example.org|-|-"]),
    Case(
      testDescription: "semicolons",
      text: "Nombre;Apellidos;Correo electrónico\nAna;Silva;a@example.org\n",
      people: ["2: a@example.org|Ana Silva|-"]),
    Case(
      testDescription: "tabs", text: "e-mail\tfirst name\tlast_name\na@example.org\tAna\tSilva",
      people: ["2: a@example.org|Ana Silva|-"]),
    Case(
      testDescription: "columns in any order, others as fields",
      text: "Worksite,LANGUAGE,E-Mail Address,Full Name\nMill 3,es,Ana@Example.ORG,Ana\n",
      people: ["2: Ana@Example.ORG|Ana|es|worksite=Mill 3"]),
    Case(
      testDescription: "quotes, doubled quotes, separators and line breaks in a field",
      text: "email,name\na@example.org,\"Silva, \"\"Ani\"\"\nAna\"\nb@example.org,Ben\n",
      people: ["2: a@example.org|Silva, \"Ani\" Ana|-", "4: b@example.org|Ben|-"]),
    Case(
      testDescription: "control characters and turned text in a name",
      text: "email,name\na@example.org,Ana\u{07}\u{202E} \tSilva\u{85}Bcc\n",
      people: ["2: a@example.org|Ana Silva Bcc|-"]),
    Case(
      testDescription: "blank lines and empty cells at the end",
      text: "email,name\n\n,\n a@example.org ,Ana,,\n\u{20}\n", people: ["4: a@example.org|Ana|-"]),
    Case(testDescription: "header only", text: "email,name\n", people: []),
    Case(testDescription: "header without line ending", text: "email", people: []),
    Case(
      testDescription: "a row that is no address",
      text: "email,name\nana.example.org,Ana\nb@example.org,Ben\n",
      people: ["3: b@example.org|Ben|-"],
      problems: ["Lists/jpu.csv line 2: 'ana.example.org' is not an email address: it has no @"]),
    Case(
      testDescription: "a row without address", text: "email,name\n,Ana\n", people: [],
      problems: ["Lists/jpu.csv line 2: '' is not an email address: it is empty"]),
    Case(
      testDescription: "an address with a line break",
      text: "email,name\n\"a@example.org\nBcc: x@example.org\",Ana\nb@example.org,Ben",
      people: ["4: b@example.org|Ben|-"],
      problems: [
        "Lists/jpu.csv line 2: 'a@example.org\\nBcc: x@example.org' is not an email address: "
          + "it has a line break in it"
      ]),
    Case(
      testDescription: "the same person twice, whatever the case",
      text: "email,name\nAna@example.org,Ana\nb@example.org,Ben\nana@EXAMPLE.org,Anna\n",
      people: ["2: Ana@example.org|Ana|-", "3: b@example.org|Ben|-"],
      problems: ["Lists/jpu.csv line 4: 'ana@EXAMPLE.org' is on line 2 already"]),
    Case(
      testDescription: "too many fields", text: "name,email\nSilva, Ana,a@example.org\n",
      people: [],
      problems: ["Lists/jpu.csv line 2: the row has 3 fields, the header names 2"]),
    Case(
      testDescription: "text after a closing quote",
      text: "email,name\na@example.org,\"Ana\" Silva\nb@example.org,\"Ben\" \n",
      people: ["3: b@example.org|Ben|-"],
      problems: ["Lists/jpu.csv line 2: text follows the closing quote of a field"]),
    Case(
      testDescription: "a quote that is never closed",
      text:
        "email,name\na@example.org,\"Ana\"\nb@example.org,\"Ben\nc@example.org,C\nd@example.org,D",
      people: ["2: a@example.org|Ana|-", "4: c@example.org|C|-", "5: d@example.org|D|-"],
      problems: ["Lists/jpu.csv line 3: a quote opens here and is never closed"]),
    Case(
      testDescription: "a quote that is never closed on the last line",
      text: "email,name\na@example.org,Ana\nb@example.org,\"Ben",
      people: ["2: a@example.org|Ana|-"],
      problems: ["Lists/jpu.csv line 3: a quote opens here and is never closed"]),
    Case(
      testDescription: "a quote that only the quote of another row closes",
      text: "email,name\r\nb@example.org,\"Ben\r\nc@example.org,C\r\nd@example.org,\"Diaz, D\"\r\n",
      people: ["3: c@example.org|C|-", "4: d@example.org|Diaz, D|-"],
      problems: [
        "Lists/jpu.csv line 2: a quote opens here, and the next one, on line 4, does not end a field"
      ]),
    Case(
      testDescription: "a quoted field beyond all bounds",
      text: "email,name\na@example.org,\"Ana\n" + String(repeating: "x\n", count: 40_000)
        + "b@example.org,B\n",
      people: ["40003: b@example.org|B|-"],
      problems: ["Lists/jpu.csv line 2: a quote opens here and is never closed"]
        + (3..<40_003).prefix(9_999).map {
          "Lists/jpu.csv line \($0): 'x' is not an email address: it has no @"
        }),
    Case(
      testDescription: "a field beyond all bounds",
      text: "email,name\na@example.org," + String(repeating: "x", count: 70_000)
        + "\nb@example.org,B\n",
      people: ["3: b@example.org|B|-"],
      problems: ["Lists/jpu.csv line 2: a field is longer than 64 KB"]),
    Case(
      testDescription: "columns beyond all bounds",
      text: "email,name\na@example.org" + String(repeating: ",", count: 300)
        + "\nb@example.org,B\n",
      people: ["3: b@example.org|B|-"],
      problems: ["Lists/jpu.csv line 2: the row has more than 200 fields"]),
    Case(
      testDescription: "a zero byte",
      text: "email,name\na@exa\0mple.org,Ana\nb@example.org,B\n",
      people: ["3: b@example.org|B|-"],
      problems: ["Lists/jpu.csv line 2: there is a zero byte in it"]),
    Case(
      testDescription: "columns of one name, of which the first that has text counts",
      text:
        "Email,Name,name,Full Name,Email,shift,Shift\na@example.org,,Ana,Anna,b@example.org,,day\n",
      people: ["2: a@example.org|Ana|-|shift=day"]),
    Case(
      testDescription: "short rows",
      text: "email,name,language,worksite\na@example.org\nb@example.org,Ben,es\n",
      people: ["2: a@example.org|-|-", "3: b@example.org|Ben|es"]),
    Case(
      testDescription: "columns without a name",
      text: "email,,name,\na@example.org,x,Ana,y\n", people: ["2: a@example.org|Ana|-"]),
    Case(
      testDescription: "the line by which a spreadsheet tells itself the separator",
      text: "sep=;\nemail;name\na@example.org;Ana\n", people: ["3: a@example.org|Ana|-"]),
    Case(
      testDescription: "cells that no spreadsheet is to run",
      text: "email,name,'=note\n'+ana@example.org,'=Ana,''-x\n",
      people: ["2: +ana@example.org|=Ana|-|=note='-x"]),
    Case(
      testDescription: "no language",
      text:
        "email,lang\na@example.org,Spanish (Mexico)\nb@example.org,pt_BR\nc@example.org,Español\n",
      people: ["2: a@example.org|-|-", "3: b@example.org|-|pt-BR", "4: c@example.org|-|es"],
      problems: [
        "Lists/jpu.csv line 2: 'Spanish (Mexico)' is not a language; the row counts without it"
      ]),
  ]

  @Test("gives its people, and names each bad row by file and line", arguments: cases)
  func reads(_ example: Case) throws {
    let reading = try Sample.list.read(octets: Array(example.text.utf8))
    #expect(reading.rows.map(Sample.words) == example.people)
    #expect(reading.problems.map(\.message) == example.problems)
  }

  @Test("reads the same in pieces as whole", arguments: cases)
  func readsInPieces(_ example: Case) throws {
    var whole: [String] = []
    let octets = Array(example.text.utf8)
    try Sample.rows(octets, piece: octets.count) { whole.append($0) }
    for piece in [3, 7, 1000] {
      var pieces: [String] = []
      try Sample.rows(octets, piece: piece) { pieces.append($0) }
      #expect(pieces == whole)
    }
  }

  @Test("gives each problem a next step")
  func hints() throws {
    let text = """
      email,name,lang
      ana.example.org,Ana,
      a@example.org,Ana,en
      a@example.org,Ana,en
      Silva,Ana,x,y
      b@example.org,"B" en,en
      c@example.org,C,deutsche sprache
      """
    let reading = try Sample.list.read(octets: Array(text.utf8))
    #expect(
      reading.problems.map(\.hint) == [
        "write it as name@example.org, or run 'broadsheet lists check jpu' to see every line at once",
        "take one of the two rows out; until then the first one counts",
        "put a field in quotes when it has in it what parts the fields: \"Silva, Ana\"",
        "write a quote inside of a quoted field twice: \"Ana \"\"Ani\"\" Silva\"",
        "write a tag such as en, es or pt-BR",
      ])
    #expect(reading.problems.map(\.keepsRow) == [false, false, false, false, true])
    #expect(reading.problems.allSatisfy { $0.exitCode == .badData })
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var octets: [UInt8]
    var message: String
    var hint: String

    init(_ name: String, _ octets: [UInt8], _ message: String, _ hint: String) {
      testDescription = name
      self.octets = octets
      self.message = message
      self.hint = hint
    }

    init(_ name: String, _ text: String, _ message: String, _ hint: String) {
      self.init(name, Array(text.utf8), message, hint)
    }
  }

  static let refusals = [
    Refusal(
      "empty", "", "Lists/jpu.csv is empty: it has no header",
      "put a first line 'email,name' above the people"),
    Refusal(
      "blank", "\n\n", "Lists/jpu.csv is empty: it has no header",
      "put a first line 'email,name' above the people"),
    Refusal(
      "a zero byte in the header", "email,na\0me\na@example.org\n",
      "Lists/jpu.csv line 1: there is a zero byte in it",
      "type the row anew: editors show a zero byte as a box, as ^@ or not at all"),
    Refusal(
      "a quote in the header that is never closed", "email,\"name\na@example.org,Ana\n",
      "Lists/jpu.csv line 1: a quote opens here and is never closed",
      "close the quote, or take it out"),
    Refusal(
      "no header", "ana@example.org,Ana\nben@example.org,Ben\n",
      "Lists/jpu.csv line 1: 'ana@example.org' stands where the header should be",
      "put a first line 'email,name' above the people"),
    Refusal(
      "a misspelt header", "name,emial\nAna,a@example.org\n",
      "Lists/jpu.csv line 1: no column is the email address; the header names name, emial",
      "did you mean 'email' by 'emial'?"),
    Refusal(
      "no column of addresses", "name,worksite\nAna,Mill 3\n",
      "Lists/jpu.csv line 1: no column is the email address; the header names name, worksite",
      "call that column 'email'"),
    Refusal(
      "two columns of addresses", "Email,Name,E-mail address\n",
      "Lists/jpu.csv line 1: both 'Email' and 'E-mail address' may be the email address",
      "give 'E-mail address' another name, such as 'other'"),
    Refusal(
      "columns beyond all bounds", "email" + String(repeating: ",", count: 200) + "\n",
      "Lists/jpu.csv line 1: the row has more than 200 fields",
      "see whether this is the right file"),
  ]

  @Test("is refused whole when it cannot be trusted", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    let error = #expect(throws: ListError.self) {
      try Sample.list.read(octets: refusal.octets)
    }
    #expect(error?.message == refusal.message)
    #expect(error?.hint == refusal.hint)
    #expect(error?.exitCode == .badData)
  }

  @Test(
    "has no name that adds a line to a message",
    arguments: [
      "Ana\nBcc: all@example.org", "Ana\r\nBcc: all@example.org", "Ana\rBcc: all@example.org",
      "Ana\u{85}Bcc: all@example.org", "Ana\u{2028}Bcc: all@example.org",
      "Ana\u{0B}Bcc: all@example.org", "Ana\0\nBcc: all@example.org",
    ])
  func lineBreaks(_ name: String) throws {
    let text = "email,name\na@example.org,\"\(name)\"\n"
    let reading = try Sample.list.read(octets: Array(text.utf8))
    #expect(reading.count == (name.contains("\0") ? 0 : 1))
    for person in reading.recipients {
      #expect(person.name == "Ana Bcc: all@example.org")
      let message = Message(
        headers: [
          HeaderField("To", mailboxes: [Mailbox(name: person.name, address: person.address)]),
          HeaderField("Subject", text: person.name ?? ""),
        ], body: .text("x"))
      let lines = String(decoding: message.encoded(), as: UTF8.self)
        .components(separatedBy: "\r\n")
      #expect(
        lines.prefix(2) == [
          "To: \"Ana Bcc: all@example.org\" <a@example.org>", "Subject: Ana Bcc: all@example.org",
        ])
    }
  }

  @Test("of nothing but problems names the first 10,000 and counts the others")
  func manyProblems() throws {
    let text = "email\n" + String(repeating: "x\n", count: 10_007)
    let reading = try Sample.list.read(octets: Array(text.utf8))
    #expect(reading.problems.count == 10_000)
    #expect(reading.moreProblems == 7)
    #expect(reading.rows == [])
  }

  @Test("is refused beyond a size")
  func refusesLargeFile() {
    let error = #expect(throws: CSVError.self) {
      try Sample.rows(Array("email\na@example.org\n".utf8), piece: 4, limits: CSVLimits(file: 12)) {
        _ in
      }
    }
    #expect(error?.reason == .fileTooLarge)
  }

  @Test("that is missing is named, with how to make it")
  func missing() {
    let error = #expect(throws: ListError.self) { try Sample.list.read() }
    #expect(error?.message == "Lists/jpu.csv does not exist")
    #expect(
      error?.hint == "make it with a first line 'email,name', or add a first person with "
        + "'broadsheet lists add jpu ADDRESS'")
  }

  @Test("survives any octets")
  func survivesGarbage() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("a@\",;\n\r\t\0é.".utf8) + [0xFF, 0xC3]
    for _ in 0..<3000 {
      let length = Int.random(in: 0..<60, using: &generator)
      let garbage = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
      // Refused or read: what counts is that it ends, and that the people are people.
      let reading = try? Sample.list.read(octets: Array("email,name\n".utf8) + garbage)
      #expect(reading?.rows.allSatisfy { $0.line > 1 } ?? true)
    }
  }
}
