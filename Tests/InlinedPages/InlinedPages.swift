import Foundation
import Markup

/// Inlines the styles of every page of a folder:
///
///     InlinedPages FROM TO
///
/// What could not be used is told on stderr.
@main
enum InlinedPages {
  static func main() throws {
    let folders = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
    guard folders.count == 2, let from = folders.first, let to = folders.last else {
      FileHandle.standardError.write(Data("usage: InlinedPages FROM TO\n".utf8))
      exit(64)
    }
    try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
    let pages = try FileManager.default.contentsOfDirectory(
      at: from, includingPropertiesForKeys: nil)
    for page in pages.sorted(by: { $0.path < $1.path }) where page.pathExtension == "html" {
      let inlined = StyleInliner.inline([UInt8](try Data(contentsOf: page)))
      try Data(inlined.octets).write(to: to.appendingPathComponent(page.lastPathComponent))
      for note in inlined.notes {
        let line = "\(page.lastPathComponent):\(note.line): \(note.message)\n"
        FileHandle.standardError.write(Data(line.utf8))
      }
    }
  }
}
