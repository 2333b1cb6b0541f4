public import Diagnostics

/// Why `init` could not make a federation.
public struct ScaffoldError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case nothingToMake
    case noTemplates
    case notWritten(String)
  }

  public let path: String
  public let reason: Reason

  public var exitCode: ExitCode { reason == .nothingToMake ? .usage : .failure }

  public var message: String {
    switch reason {
    case .nothingToMake: "\(path) holds a federation already; nothing was changed"
    case .noTemplates: "the templates that come with Broadsheet were not found: \(path)"
    case .notWritten(let why): "\(path) could not be made: \(why)"
    }
  }

  public var hint: String? {
    switch reason {
    case .nothingToMake: "name another folder: broadsheet init DIR"
    case .noTemplates: "set BROADSHEET_TEMPLATES to the Templates folder of Broadsheet"
    case .notWritten: "see who may write there with 'ls -ld'"
    }
  }
}
