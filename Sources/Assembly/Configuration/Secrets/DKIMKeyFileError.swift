public import Diagnostics
public import Foundation
public import Mail

/// Why the file of a DKIM key cannot be used. It never holds the key.
public struct DKIMKeyFileError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case missing
    case unreadable(String)
    case notText
    case notAKey(DKIMKeyError)
  }

  public let file: URL
  public let reason: Reason

  init(file: URL, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  public var exitCode: ExitCode { .badConfiguration }

  public var message: String {
    let name = "the DKIM key \(file.lastPathComponent)"
    return switch reason {
    case .missing: "\(name) does not exist"
    case .unreadable(let why): "\(name) cannot be read: \(why)"
    case .notText: "\(name) is not text, and should be PEM"
    case .notAKey(let error): error.message
    }
  }

  public var hint: String? {
    switch reason {
    case .missing: "make one with 'openssl genpkey -algorithm ed25519 -out \(file.path)'"
    case .unreadable: "it should be readable by the user that runs Broadsheet, and no other"
    case .notText: "write it as PEM: openssl pkey -in \(file.path) -inform DER -out dkim.pem"
    case .notAKey(let error): error.hint
    }
  }
}
