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
    return try Self.html(data, path)
  }

  /// Decoded, when it is HTML in UTF-8: what is found in anything else is found in vain.
  private static func html(_ data: Data, _ path: String) throws(LintedFileError) -> String {
    if let name = otherEncoding(data) {
      throw LintedFileError(path: path, reason: .otherEncoding(name))
    }
    guard !data.contains(0) else { throw LintedFileError(path: path, reason: .noHTML) }
    guard let text = String(data: data, encoding: .utf8) else {
      throw LintedFileError(path: path, reason: .notUTF8(line: firstBadLine(data)))
    }
    return text
  }

  private static func otherEncoding(_ data: Data) -> String? {
    let start = Array(data.prefix(4))
    if start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    // Without a mark: `<` beside a zero.
    if start.starts(with: [0x3C, 0]) || start.starts(with: [0, 0x3C]) { return "UTF-16" }
    return nil
  }

  private static func firstBadLine(_ data: Data) -> Int {
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(data: $0, encoding: .utf8) == nil }
    return (bad ?? 0) + 1
  }
}

/// A file that cannot be looked at.
public struct LintedFileError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case unreadable(String)
    case tooLarge
    case empty
    case otherEncoding(String)
    case notUTF8(line: Int)
    case noHTML
  }

  public let path: String
  public let reason: Reason

  public var message: String {
    switch reason {
    case .unreadable(let why): "\(path) cannot be read: \(why)"
    case .tooLarge: "\(path) is larger than 10 MB"
    case .empty: "\(path) is empty"
    case .otherEncoding(let name): "\(path) is written in \(name), and mail is written in UTF-8"
    case .notUTF8(let line): "\(path) is not written in UTF-8: see line \(line)"
    case .noHTML: "\(path) is no HTML file: it has zeros in it, as pictures and programs have"
    }
  }

  public var hint: String? {
    switch reason {
    case .otherEncoding, .notUTF8: "save it as UTF-8 in your editor, and look again"
    case .unreadable, .tooLarge, .empty, .noHTML:
      "name an HTML file, such as 'broadsheet preview' writes, or an affiliate"
    }
  }
  public var exitCode: ExitCode { .badData }
}
