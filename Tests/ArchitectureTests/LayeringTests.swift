import Foundation
import Testing

/// What each target may import beside the standard library and Foundation, lowest first: the
/// table of CONTRIBUTING.md.
private let table: [(target: String, imports: Set<String>)] = [
  ("Diagnostics", []),
  ("Mail", ["Crypto", "COpenSSL"]),
  ("Newsletter", ["Mail"]),
  ("Markup", ["CXML2"]),
  ("Composer", ["Newsletter", "Mail", "Markup", "Mustache", "Crypto", "CCMark"]),
  ("Lint", ["Newsletter", "Mail", "Markup"]),
  ("Lists", ["Newsletter", "Mail", "Crypto"]),
  ("Curl", ["CCurl"]),
  ("Feeds", ["Curl", "Newsletter", "Markup"]),
  ("Transport", ["Curl", "Mail"]),
  ("Storage", ["Newsletter", "Mail", "GRDB", "GRDBSQLite"]),
  (
    "Mailroom",
    [
      "Composer", "Lint", "Lists", "Feeds", "Transport", "Storage", "Newsletter", "Mail",
      "Logging", "ServiceLifecycle",
    ]
  ),
  ("Web", ["Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTPTypes", "Logging"]),
  (
    "Site",
    ["Composer", "Storage", "Newsletter", "Mail", "Web", "Hummingbird", "HTTPTypes", "NIOCore"]
  ),
  (
    "Studio",
    [
      "Mailroom", "Lint", "Composer", "Newsletter", "Markup", "Mail", "Web", "Hummingbird",
      "HTTPTypes", "NIOCore", "ServiceLifecycle",
    ]
  ),
  ("MailCatcher", ["NIOCore", "NIOPosix", "NIOSSL", "Mail"]),
  (
    "Assembly",
    [
      "Composer", "Lint", "Lists", "Curl", "Feeds", "Transport", "Storage", "Mailroom", "Web",
      "Site", "Studio", "MailCatcher", "Newsletter", "Mail", "Markup", "Crypto", "Logging",
      "ServiceLifecycle",
      "UnixSignals",
    ]
  ),
  ("broadsheet", ["Assembly", "ArgumentParser"]),
]

/// Diagnostics may be imported by all; these come with the toolchain.
private let everywhere: Set<String> = [
  "Diagnostics", "Foundation", "Dispatch", "Synchronization", "Glibc", "Darwin",
]

@Suite("The layers")
struct LayeringTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  @Test("a target imports only what its line of the table names", arguments: table.map(\.target))
  func imports(_ target: String) throws {
    let allowed = try #require(table.first { $0.target == target }).imports.union(everywhere)
    let folder = Self.sources.appendingPathComponent(target)
    var strays: [String] = []
    for file in try Self.swiftFiles(in: folder) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for module in Self.imports(in: text) where !allowed.contains(module) {
        strays.append("\(file.lastPathComponent) imports \(module)")
      }
    }
    #expect(strays == [])
  }

  @Test("every folder of Sources stands in the table")
  func completeness() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let systemLibraries: Set<String> = ["CCurl", "CXML2", "CCMark", "COpenSSL"]
    let known = Set(table.map(\.target)).union(systemLibraries)
    #expect(Set(folders.filter { !$0.hasPrefix(".") }).symmetricDifference(known).sorted() == [])
  }

  @Test("import lines are understood in every form")
  func importForms() {
    let text = """
      public import Foundation
      @testable import Storage
      import struct Crypto.HMAC
      internal import class NIOCore.EventLoop
      // import Nothing
      let text = "import Nowhere"
      """
    #expect(Self.imports(in: text) == ["Foundation", "Storage", "Crypto", "NIOCore"])
  }

  private static func swiftFiles(in folder: URL) throws -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    try #require(!files.isEmpty, "no Swift file in \(folder.path)")
    return files
  }

  private static func imports(in text: String) -> [String] {
    let qualifiers: Set<Substring> = [
      "public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
      "@_exported",
    ]
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "let", "var", "typealias", "actor",
    ]
    return text.split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ")[...]
      while let word = words.first, qualifiers.contains(word) { words.removeFirst() }
      guard words.first == "import" else { return nil }
      words.removeFirst()
      if let word = words.first, kinds.contains(word) { words.removeFirst() }
      return words.first.map { String($0.prefix { $0 != "." }) }
    }
  }
}
