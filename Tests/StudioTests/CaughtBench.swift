import Foundation
import Web

@testable import Studio

/// A folder as a mail catcher leaves it, and the pages that show it.
struct CaughtBench {
  let path: String
  let pages: CaughtPages

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "caught-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    pages = CaughtPages(folder: CaughtFolder(path), smtp: "smtp://127.0.0.1:2525")
  }

  /// What stays behind lies in the system's temporary folder.
  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// A message to a reader, with its envelope.
  func catchOne(
    _ number: Int, to reader: String = "ana@example.org", subject: String = "News",
    more: String = "", body: String = "Hello"
  ) throws {
    let stem = "\(String(repeating: "0", count: max(0, 4 - "\(number)".count)))\(number)-\(reader)"
    try write(
      "\(stem).eml",
      "From: Federation <news@example.org>\r\nTo: \(reader)\r\nSubject: \(subject)\r\n\(more)\r\n\(body)"
    )
    try write("\(stem).json", "{\"sender\": \"b@example.org\", \"recipients\": [\"\(reader)\"]}")
  }

  func answer(_ path: String) async -> WebAnswer? { await pages.answer(to: RequestTarget(path)) }

  func page(_ path: String) async -> String? {
    await answer(path).map { String(decoding: $0.body, as: UTF8.self) }
  }

  /// The numbers of the messages on a page of the list, in their order.
  func numbers(_ path: String) async -> [Int] {
    let page = await page(path) ?? ""
    return page.split(separator: "<li>").dropFirst().compactMap { row in
      Int(row.trimmingPrefix { $0 != "/" }.dropFirst().prefix { $0.isNumber })
    }
  }
}
