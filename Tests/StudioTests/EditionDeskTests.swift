import Foundation
import Mailroom
import Synchronization
import Testing

@testable import Studio

@Suite("What the studio keeps")
struct EditionDeskTests {
  @Test("is made once for the page and its frames, and anew after a change")
  func once() async throws {
    let made = Counter()
    let bench = try StudioBench(
      adjust: { publication in
        let templates = publication.templates
        publication.templates = {
          made.count()
          return try templates()
        }
      })
    try bench.publish(["A story"])
    try await bench.test { visitor in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for path in ["", "?view=text", "/message.html", "/message.txt", "/message.eml"] {
          group.addTask { try await visitor.get("/nurses\(path)").status }
        }
        for try await status in group { #expect(status == 200) }
      }
      #expect(made.value == 1)
      try bench.write("Good morning\n", "Editions/nurses.md")
      #expect(try await visitor.get("/nurses/message.txt").text.contains("Good morning"))
      #expect(made.value == 2)
    }
  }

  @Test("does not grow with the readers that are looked at")
  func bound() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      for number in 1...30 {
        let path = "/nurses/message.txt?as=p\(number)@example.org"
        let reply = try await visitor.get(path)
        #expect(reply.status == 200)
      }
    }
    #expect(bench.studio.pages.desk.sheetCount == 24)
  }
}

@Suite("Watched files")
struct FileWatchTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("broadsheet-watch-\(UUID().uuidString)")

  private func write(_ text: String, _ name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test("a mark is another one when a file was made, written, replaced or taken away")
  func changes() throws {
    // What stays behind lies in the system's temporary folder.
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("{}", "config.json")
    try write("a", "Templates/digest/layout.mustache")
    let watch = FileWatch(
      WatchedPlaces(
        files: [folder.appendingPathComponent("config.json")],
        folders: [
          folder.appendingPathComponent("Templates"), folder.appendingPathComponent("Editions"),
        ]))
    var marks = [watch.mark()]
    #expect(watch.mark() == marks[0])
    try write("{ }", "config.json")
    marks.append(watch.mark())
    try write("bb", "Templates/digest/layout.mustache")
    marks.append(watch.mark())
    try write("Hello", "Editions/nurses.md")
    marks.append(watch.mark())
    let config = folder.appendingPathComponent("config.json")
    try FileManager.default.removeItem(at: config)
    marks.append(watch.mark())
    #expect(Set(marks).count == 5)
    #expect(watch.mark() == marks[4])
  }

  @Test("a store that is written to is looked at when it is quiet again")
  func store() throws {
    // What stays behind lies in the system's temporary folder.
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("stories", "broadsheet.sqlite")
    let store = folder.appendingPathComponent("broadsheet.sqlite")
    let written = TimeInterval(1_795_000_000)
    let time = Mutex(written)
    let watch = FileWatch(WatchedPlaces(files: [], folders: [], store: store)) {
      time.withLock { $0 }
    }
    let first = watch.mark()
    // An empty log is what opening it makes.
    try write("", "broadsheet.sqlite-wal")
    #expect(watch.mark() == first)
    try write("more stories", "broadsheet.sqlite")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: written)], ofItemAtPath: store.path)
    time.withLock { $0 = written + 0.9 }
    #expect(watch.mark() == first)
    time.withLock { $0 = written + 1 }
    #expect(watch.mark() != first)
  }
}
