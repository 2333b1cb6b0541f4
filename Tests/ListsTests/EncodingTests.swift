import Foundation
import Lists
import Mail
import Newsletter
import Testing

@Suite("A list file that is not UTF-8")
struct EncodingTests {
  static let text = "email,name\r\njose@example.org,José Núñez\r\nlu@example.org,陸 😀\r\n"
  static let people = ["2: jose@example.org|José Núñez|-", "3: lu@example.org|陸 😀|-"]

  static func utf16(_ text: String, isLittle: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isLittle ? [low, high] : [high, low]
    }
  }

  @Test("is read as UTF-16 of either order, with a mark or without", arguments: 0..<4)
  func utf16(_ kind: Int) throws {
    let octets = Self.utf16(Self.text, isLittle: kind % 2 == 0, hasMark: kind < 2)
    let reading = try Sample.list.read(octets: octets)
    #expect(reading.rows.map(Sample.words) == Self.people)
    #expect(reading.notes.map(\.message) == ["Lists/jpu.csv: it is UTF-16"])
  }

  @Test("of UTF-16 may be cut in the middle of a letter")
  func cut() throws {
    let octets = Self.utf16("email,name\na@example.org,😀", isLittle: true, hasMark: true)
    for end in 1...3 {
      let reading = try Sample.list.read(octets: Array(octets.dropLast(end)))
      #expect(reading.rows.map(Sample.words) == ["2: a@example.org|\u{FFFD}|-"])
    }
  }

  @Test("tells a zero byte of UTF-16 in its row")
  func zero() throws {
    let text = "email,name\na@example.org,A\0\nb@example.org,B\n"
    let reading = try Sample.list.read(
      octets: Self.utf16(text, isLittle: false, hasMark: true))
    #expect(reading.rows.map(Sample.words) == ["3: b@example.org|B|-"])
    #expect(reading.problems.map(\.message) == ["Lists/jpu.csv line 2: there is a zero byte in it"])
  }

  @Test("is read as Windows-1252, which is said with an example")
  func western() throws {
    let octets =
      Array("email,name\na@example.org,Ana\nb@example.org,Jos".utf8) + [0xE9, 0x20, 0x80, 0x0A]
      + Array("c@example.org,Mu".utf8) + [0xF1] + Array("oz\n".utf8)
    let reading = try Sample.list.read(octets: octets)
    #expect(
      reading.rows.map(Sample.words) == [
        "2: a@example.org|Ana|-", "3: b@example.org|José €|-", "4: c@example.org|Muñoz|-",
      ])
    #expect(
      reading.notes.map(\.message) == [
        "Lists/jpu.csv: 2 rows, the first on line 3, are not UTF-8 and read as Windows-1252: "
          + "'José €'"
      ])
    #expect(
      reading.notes.first?.hint
        == "see whether the letters are right, and save the file as UTF-8 to be sure")
  }

  @Test("keeps what is UTF-8 in it")
  func mixed() throws {
    let octets =
      Array("email,name,worksite\na@example.org,José,Peñ".utf8) + [0xED, 0x73, 0x0A]
      + Array("b@example.org,Ægir,\n".utf8)
    let reading = try Sample.list.read(octets: octets)
    #expect(
      reading.rows.map(Sample.words) == [
        "2: a@example.org|José|-|worksite=Peñís", "3: b@example.org|Ægir|-",
      ])
  }

  @Test("has columns whose names are not UTF-8 either")
  func header() throws {
    let octets = Array("correo electr".utf8) + [0xF3] + Array("nico,nombre\na@example.org,A\n".utf8)
    let reading = try Sample.list.read(octets: octets)
    #expect(reading.rows.map(Sample.words) == ["2: a@example.org|A|-"])
    #expect(
      reading.notes.map(\.message) == [
        "Lists/jpu.csv: 1 row, the first on line 1, is not UTF-8 and read as Windows-1252: "
          + "'correo electrónico'"
      ])
  }

  @Test("keeps its encoding when a row is added or taken out", arguments: [true, false])
  func change(_ isLittle: Bool) throws {
    let folder = try ScratchFolder()
    let list = ListFile(
      affiliate: Sample.affiliate, url: folder.url.appendingPathComponent("jpu.csv"),
      name: "Lists/jpu.csv")
    try Data(Self.utf16(Self.text, isLittle: isLittle, hasMark: true)).write(to: list.url)
    try list.add(Sample.person("ana@example.org", "Ana ñ"))
    #expect(try list.remove("jose@example.org") == 1)
    #expect(
      [UInt8](try Data(contentsOf: list.url))
        == Self.utf16(
          "email,name\r\nlu@example.org,陸 😀\r\nana@example.org,Ana ñ\r\n", isLittle: isLittle,
          hasMark: true))
  }

  @Test("of Windows-1252 stays so, and takes no letter that it lacks")
  func westernChange() throws {
    let folder = try ScratchFolder()
    let list = ListFile(
      affiliate: Sample.affiliate, url: folder.url.appendingPathComponent("jpu.csv"),
      name: "Lists/jpu.csv")
    let before = Array("email,name\nb@example.org,Jos".utf8) + [0xE9, 0x0A]
    try Data(before).write(to: list.url)
    try list.add(Sample.person("a@example.org", "Nun\u{303}ez €"))
    let after = before + Array("a@example.org,Nu".utf8) + [0xF1] + Array("ez ".utf8) + [0x80, 0x0A]
    #expect([UInt8](try Data(contentsOf: list.url)) == after)
    let error = #expect(throws: ListError.self) {
      try list.add(Sample.person("c@example.org", "陸"))
    }
    #expect(
      error?.message
        == "Lists/jpu.csv is Windows-1252, which lacks a letter of 'c@example.org, 陸': "
        + "nothing has changed")
    #expect([UInt8](try Data(contentsOf: list.url)) == after)
  }
}
