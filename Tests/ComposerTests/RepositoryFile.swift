import Foundation

/// A file of this repository, found from where this source stands.
struct RepositoryFile {
  let url: URL

  init(_ path: String) {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    url = root.appending(path: path)
  }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }
}
