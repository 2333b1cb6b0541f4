import Diagnostics
import Foundation

/// A folder that the command line names for what a command writes.
struct OutputFolder {
  private let url: URL

  init(_ path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

  /// Makes the folder when it is not there.
  func make() throws(OutputFolderError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw OutputFolderError(path: url.relativePath, why: SystemWords.why(error))
    }
  }

  /// Writes a file, in place of the one that was there.
  ///
  /// - Returns: the file's path, as relative as the folder's.
  func write(_ data: Data, as name: String) throws(OutputFolderError) -> String {
    let file = url.appendingPathComponent(name)
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw OutputFolderError(path: file.relativePath, why: SystemWords.why(error))
    }
    return file.relativePath
  }
}

/// Why nothing can be written where the command line says.
struct OutputFolderError: HintedError, Equatable {
  let path: String
  let why: String

  var message: String { "\(path) cannot be written: \(why)" }
  var hint: String? { "name a folder that can be written to" }
}
