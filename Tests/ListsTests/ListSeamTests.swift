import Foundation
import Lists
import Newsletter
import SeededRandom
import Testing

@Suite("A list that is read person by person")
struct ListSeamTests {
  private let folder: ScratchFolder
  private let list: ListFile

  init() throws {
    folder = try ScratchFolder()
    list = ListFile(
      affiliate: Sample.affiliate, url: folder.url.appendingPathComponent("jpu.csv"),
      name: "Lists/jpu.csv")
  }

  @Test("hands over each person once, and says at the end how it went")
  func handsOver() throws {
    try write("email;name\na@example.org;Ana\nA@example.org;Anna\nben\nc@example.org\n")
    var people: [String] = []
    let reading = try list.read { people.append(Sample.words($0)) }
    #expect(people == ["2: a@example.org|Ana|-", "5: c@example.org|-|-"])
    #expect(reading.count == 2)
    #expect(reading.rows == [])
    #expect(
      reading.problems.map(\.message) == [
        "Lists/jpu.csv line 3: 'A@example.org' is on line 2 already",
        "Lists/jpu.csv line 4: 'ben' is not an email address: it has no @",
      ])
    #expect(
      reading.notes.map(\.message) == [
        "Lists/jpu.csv: semicolons part its columns",
        "Lists/jpu.csv: 2 rows, the first on line 4, have fewer fields than the header names; "
          + "what is missing counts as empty",
      ])
    #expect(try reading.fingerprint == list.fingerprint())
  }

  @Test("ends with what its taker throws")
  func ends() throws {
    struct Enough: Error {}
    try write("email\na@example.org\nb@example.org\n")
    var count = 0
    #expect(throws: Enough.self) {
      try list.read { _ in
        count += 1
        throw Enough()
      }
    }
    #expect(count == 1)
  }

  @Test("finds who stands there twice among very many, with the line where they stood first")
  func repeats() throws {
    var text = "email\n"
    for number in 0..<50_000 { text += "p\(number)@example.org\n" }
    var generator = SeededGenerator(seed: 3)
    let again = (0..<200).map { _ in Int.random(in: 0..<50_000, using: &generator) }
    for number in again { text += "P\(number)@Example.org\n" }
    try write(text)
    var count = 0
    let reading = try list.read { _ in count += 1 }
    #expect(count == 50_000)
    #expect(
      reading.problems.map(\.reason)
        == again.map { .repeated(address: "P\($0)@Example.org", firstLine: $0 + 2) })
  }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: list.url) }
}
