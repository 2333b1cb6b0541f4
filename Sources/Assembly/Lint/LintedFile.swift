public import Diagnostics
import Foundation

/// An HTML file that the command line names.
struct LintedFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Octets that a file may have: more than any newsletter.
  private static let largest = 10_000_000

  func text() throws(LintedFileError) -> String {
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }  // It was opened to be read: nothing can be lost.
      data = try handle.read(upToCount: Self.largest + 1) ?? Data()
    } catch {
      throw LintedFileError(path: path, reason: .unreadable(SystemWords.why(error)))
    }
    guard data.count <= Self.largest else { throw LintedFileError(path: path, reason: .tooLarge) }
    guard !data.isEmpty else { throw LintedFileError(path: path, reason: .empty) }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A file that cannot be looked at.
public struct LintedFileError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case unreadable(String)
    case tooLarge
    case empty
  }

  public let path: String
  public let reason: Reason

  public var message: String {
    switch reason {
    case .unreadable(let why): "\(path) cannot be read: \(why)"
    case .tooLarge: "\(path) is larger than 10 MB"
    case .empty: "\(path) is empty"
    }
  }

  public var hint: String? {
    "name an HTML file, such as 'broadsheet preview' writes, or an affiliate"
  }
  public var exitCode: ExitCode { .badData }
}
