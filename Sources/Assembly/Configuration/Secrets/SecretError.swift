public import Diagnostics
import Foundation

/// Why a secret could not be had. It never holds the secret.
public struct SecretError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case unreadable(String)
    case notText
    case notSet
    case empty
    case severalLines
    case notStarted(String)
    case failed(status: Int32)
    case tooSlow
  }

  public let source: SecretSource
  public let reason: Reason

  public var exitCode: ExitCode { .badConfiguration }

  public var message: String { "\(place) \(words)" }

  public var hint: String? {
    switch (source, reason) {
    case (.environment(let name), _): "set it where Broadsheet is started: \(name)=…"
    case (.command, .failed), (.command, .notStarted), (.command, .tooSlow):
      "run it by hand as the user that runs Broadsheet"
    case (.file, .unreadable):
      "it should be readable by the user that runs Broadsheet, and no other"
    default: "it should be one line of text"
    }
  }

  private var place: String {
    switch source {
    case .file(let url): "the password's file \(url.path)"
    case .environment(let name): "the environment variable \(name)"
    // The arguments may be secrets themselves.
    case .command(let words):
      words.first == "/bin/sh"
        ? "the password's command" : "the password's command \(words.first ?? "")"
    }
  }

  private var words: String {
    switch reason {
    case .unreadable(let why): "cannot be read: \(why)"
    case .notText: "is not UTF-8 text"
    case .notSet: "is not set"
    case .empty: "gives nothing"
    case .severalLines: "gives more than one line"
    case .notStarted(let why): "cannot be started: \(why)"
    case .failed(let status): "failed with status \(status)"
    case .tooSlow: "took too long"
    }
  }
}
