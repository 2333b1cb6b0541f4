public import Diagnostics
public import Foundation

/// Why the file of signing keys cannot be used or made. It never holds a key.
public struct KeysError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case missing
    case unreadable(String)
    case readableByOthers
    case notKeys
    case badID
    case badSecret(id: String)
    case exists
    /// `errno`.
    case notWritten(Int32)
  }

  public let file: URL
  public let reason: Reason

  init(file: URL, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  public var exitCode: ExitCode { .badConfiguration }

  public var message: String { "\(file.lastPathComponent) \(words)" }

  private var words: String {
    switch reason {
    case .missing: "does not exist"
    case .unreadable(let why): "cannot be read: \(why)"
    case .readableByOthers: "can be read by other users"
    case .notKeys: "is not a file of keys"
    case .badID: "has a key whose id is not 1 to 16 letters and digits"
    case .badSecret(let id): "has a key '\(id)' that is not 32 octets or more in base64"
    case .exists: "exists already"
    case .notWritten(let number): "could not be written: \(String(cString: strerror(number)))"
    }
  }

  public var hint: String? {
    switch reason {
    case .missing:
      "run 'broadsheet init' in the folder of the configuration; it makes what is missing"
    case .readableByOthers: "run 'chmod 600 \(file.path)'"
    case .notKeys, .badID, .badSecret:
      "restore it from a backup: without it, links in mail already sent stop working"
    case .exists: "it is never replaced: links in mail already sent depend on it"
    case .unreadable, .notWritten: "see who may do that with 'ls -l \(file.path)'"
    }
  }
}
