import Foundation
import Lists
import Mail
import Newsletter
import SeededRandom
import Testing

@Suite("An exported list")
struct ListExportTests {
  @Test("has email, name, language and the fields by name where there is no file")
  func plain() throws {
    let people = [
      try person("ana@example.org", "Ana", fields: ["worksite": "Mill 3", "shift": "day"]),
      try person("ben@example.org", nil, language: "es"),
    ]
    #expect(
      try text(like: nil, people) == """
        email,name,language,shift,worksite
        ana@example.org,Ana,,day,Mill 3
        ben@example.org,,es,,

        """)
  }

  @Test("has the columns of the file that is there, and after them what it has none for")
  func like() throws {
    let file = "\u{FEFF}Shift;Nombre;Correo electrónico\r\nday;Zoe;zoe@example.org\r\n"
    let people = [
      try person("ana@example.org", "Ana", language: "es", fields: ["area": "9", "shift": "day"])
    ]
    #expect(
      Array(try text(like: file, people).utf8)
        == Array(
          "\u{FEFF}Shift;Nombre;Correo electrónico;language;area\r\nday;Ana;ana@example.org;es;9\r\n"
            .utf8))
  }

  @Test("keeps how a row parts a name, and what it has in columns that are not read")
  func keeps() throws {
    let file = "first,last,email,\nAna,Silva Costa,ana@example.org,x\nBen,Old,ben@example.org,y\n"
    let people = [
      try person("ana@example.org", "Ana Silva Costa"), try person("ben@example.org", "Ben New"),
    ]
    #expect(
      try text(like: file, people) == """
        first,last,email,
        Ana,Silva Costa,ana@example.org,x
        Ben,New,ben@example.org,

        """)
  }

  @Test("tells where from, when and how consent came, which a list file says in vain")
  func consent() throws {
    let consent = Consent(
      origin: "web form", at: Date(timeIntervalSince1970: 1_763_640_000), how: .web)
    var export = try ListExport(like: nil, hasConsent: true, hasStatus: true)
    let ana = ListExport.Person(
      recipient: try person("ana@example.org", "Ana"), consent: consent, status: "confirmed")
    export.widen(for: ana.recipient)
    let octets = export.head + export.lineEnding + export.line(ana)
    #expect(
      String(decoding: octets, as: UTF8.self) == """
        email,name,language,consent from,consent at,consent how,status
        ana@example.org,Ana,,web form,2025-11-20T12:00:00Z,web,confirmed
        """)
    let reading = try Sample.list.read(octets: octets)
    #expect(reading.recipients.map(\.fields) == [["status": "confirmed"]])
  }

  @Test(
    "writes nothing that a spreadsheet would run, and reads it back as it was",
    arguments: [
      ("=1+1", "'=1+1"), ("+34 600", "'+34 600"), ("-5", "'-5"), ("@ana", "'@ana"),
      ("'=x", "''=x"), ("''-", "'''-"), ("'Ana", "'Ana"), ("''", "''"), ("a=b", "a=b"),
      ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
    ])
  func formulas(_ value: String, _ cell: String) throws {
    let ana = try person("ana@example.org", value)
    let written = try text(like: nil, [ana])
    #expect(written == "email,name,language\nana@example.org,\(cell),\n")
    #expect(try Sample.list.read(octets: Array(written.utf8)).recipients == [ana])
  }

  @Test("read back gives the same people, whatever is in their names and fields", arguments: 0..<40)
  func roundTrip(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let files: [String?] = [
      nil, "name\temail\n", "email;first;last;x\n", "Last,First,E-mail,'=x\n",
      "\u{FEFF}email,name,language,x,y\r\n",
    ]
    let file = files.randomElement(using: &generator) ?? nil
    let people = try (0..<20).map { try random($0, &generator) }
    let written = try text(like: file, people)
    let reading = try Sample.list.read(octets: Array(written.utf8))
    #expect(reading.problems == [])
    #expect(reading.recipients == people)
    // One person a line, and no cell that begins as a formula does.
    let lines = written.split(whereSeparator: \.isNewline)
    #expect(lines.count == people.count + 1)
    for line in lines.dropFirst() where file == nil && !line.contains("\"") {
      for cell in line.split(separator: ",") {
        #expect(!["=", "+", "-", "@"].contains(cell.prefix(1)))
      }
    }
    #expect(try text(like: written, people) == written)
  }

  private func random(_ number: Int, _ generator: inout SeededGenerator) throws -> Recipient {
    let alphabet = Array("aé=+-@'\",; \t7ß陸😀")
    func word(_ longest: Int) -> String {
      let letters = (0..<Int.random(in: 0...longest, using: &generator)).compactMap { _ in
        alphabet.randomElement(using: &generator)
      }
      // Runs of spaces become one when a file is read, and none stay at the ends.
      return String(letters).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
    let locals = ["ana", "+ana", "=ana", "-x", "'=q"]
    let local = locals.randomElement(using: &generator) ?? "ana"
    var fields: [String: String] = [:]
    for key in ["x", "y", "=x"] {
      let value = word(6)
      if Bool.random(using: &generator), !value.isEmpty { fields[key] = value }
    }
    let name = word(8)
    return Recipient(
      address: try EmailAddress("\(local)\(number)@example.org"), name: name.isEmpty ? nil : name,
      language: Bool.random(using: &generator) ? "es" : nil, fields: fields)
  }

  private func person(
    _ address: String, _ name: String?, language: String? = nil, fields: [String: String] = [:]
  ) throws -> Recipient {
    Recipient(
      address: try EmailAddress(address), name: name, language: language, fields: fields)
  }

  private func text(like file: String?, _ people: [Recipient]) throws -> String {
    let folder = try ScratchFolder()
    let list = ListFile(
      affiliate: Sample.affiliate, url: folder.url.appendingPathComponent("jpu.csv"))
    if let file { try Data(file.utf8).write(to: list.url) }
    var export = try ListExport(like: list)
    for person in people { export.widen(for: person) }
    var octets = export.beginning + export.head + export.lineEnding
    for person in people {
      octets += export.line(ListExport.Person(recipient: person)) + export.lineEnding
    }
    return String(decoding: octets, as: UTF8.self)
  }
}
