public import Diagnostics
import Foundation
public import Storage

/// Why a run stopped before everything was sent. Nothing is lost: what was not sent stays planned.
public struct SendingStopped: HintedError {
  public enum Reason: Sendable {
    /// Three sessions in a row could not be used; the last reply or error.
    case sessionsFailed(String)
    /// No session can be opened until somebody mends something: a password, a certificate.
    case unusable(any HintedError)
    /// The sent-log could not be written.
    case commitFailed(StorageError)
    /// `messagesPerHour` or `messagesPerDay` is reached.
    case limitReached(String)
    /// The process was asked to stop.
    case interrupted
  }

  public let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  public var message: String {
    switch reason {
    case .sessionsFailed(let reply):
      "the server could not be used \(SendingPace.sessionFailuresAllowed) times in a row: \(reply)"
    case .unusable(let error): error.message
    case .commitFailed(let error): "the sent-log could not be written: \(error.message)"
    case .limitReached(let setting): "the limit of \(setting) is reached"
    case .interrupted: "stopped as asked"
    }
  }

  public var hint: String? {
    switch reason {
    case .sessionsFailed:
      "nobody was rejected; mend what the server says, then run 'broadsheet send' again"
    case .unusable(let error): error.hint
    case .commitFailed(let error): error.hint
    case .limitReached: "the rest goes with the next 'broadsheet run' or 'broadsheet send'"
    case .interrupted: "'broadsheet send' goes on where this one stopped"
    }
  }

  public var exitCode: ExitCode {
    if case .unusable(let error) = reason { return error.exitCode }
    return .tryAgain
  }
}
