import Foundation
import Testing

/// A file of `Snapshots/` that a page is held to, byte for byte.
///
/// `SNAPSHOTS=record swift test` writes what the code makes now; look at the difference before
/// you commit it.
struct Snapshot {
  private let name: String

  init(_ name: String) { self.name = name }

  func expect(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["SNAPSHOTS"] == "record" {
      return try Data(bytes).write(to: file)
    }
    let wanted = Array(try Data(contentsOf: file))
    guard bytes != wanted else { return }
    let difference = zip(Self.lines(bytes), Self.lines(wanted)).first { $0 != $1 }
    Issue.record(
      "\(name) has \(difference?.0 ?? "more or less"), the snapshot \(difference?.1 ?? "not")",
      sourceLocation: location)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).debugDescription }
  }
}
