import Foundation
import Testing

/// A file of `Snapshots/` that output is held to, byte for byte.
///
/// `SNAPSHOTS=record swift test` writes what the code makes now; look at the difference before
/// you commit it.
struct Snapshot {
  let name: String

  init(_ name: String) { self.name = name }

  func expect(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    try expect(Array(text.utf8), location)
  }

  func expect(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) throws {
    let file = RepositoryFile("Tests/ComposerTests/Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["SNAPSHOTS"] == "record" {
      try Data(bytes).write(to: file.url)
      return
    }
    let wanted = try file.bytes()
    guard bytes != wanted else { return }
    Issue.record("\(name): \(Self.firstDifference(bytes, wanted))", sourceLocation: location)
  }

  private static func firstDifference(_ made: [UInt8], _ wanted: [UInt8]) -> String {
    let lines = { (bytes: [UInt8]) in
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self).debugDescription }
    }
    let (made, wanted) = (lines(made), lines(wanted))
    let count = max(made.count, wanted.count)
    let index = (0..<count).first {
      ($0 < made.count ? made[$0] : "end") != ($0 < wanted.count ? wanted[$0] : "end")
    }
    let line = index ?? 0
    let text = { (lines: [String]) in line < lines.count ? lines[line] : "the end" }
    return "line \(line + 1) is \(text(made)), the snapshot has \(text(wanted))"
  }
}
