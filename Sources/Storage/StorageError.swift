public import Diagnostics
import GRDB

/// What went wrong with the store.
public struct StorageError: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    /// The file cannot be opened or is no database of ours.
    case unreadable(path: String, detail: String)
    /// The disk is full.
    case full(path: String)
    /// Another process held the database for too long.
    case busy(path: String)
    /// Anything else that SQLite reports.
    case failed(path: String, detail: String)
    /// The delivery is not in the state that was expected, or a newer run has begun.
    case fenced(delivery: Int64)
    case unknownEdition(String)
    case unknownStory(Int64)
    /// Nobody can be erased without a key that their address is hashed with.
    case noKey(path: String)
  }

  public let reason: Reason

  public init(_ reason: Reason) { self.reason = reason }

  public var message: String {
    switch reason {
    case .unreadable(let path, let detail): "\(path) cannot be opened as a database: \(detail)"
    case .full(let path): "\(path) cannot be written: the disk is full"
    case .busy(let path): "\(path) is locked by another process"
    case .failed(let path, let detail): "\(path): \(detail)"
    case .fenced(let delivery):
      "delivery \(delivery) was changed by another run; this one stops here"
    case .unknownEdition(let id): "there is no edition '\(id)'"
    case .unknownStory(let id): "there is no story \(id)"
    case .noKey(let path): "\(path) was opened without the keys that erasing needs"
    }
  }

  public var hint: String? {
    switch reason {
    case .unreadable: "see 'storage.path' in the configuration, and who may read and write there"
    case .full: "make room and run the same command again: nothing is lost"
    case .busy: "run the same command again when the other one has ended"
    case .failed: nil
    case .fenced: "run 'broadsheet log balance', then the same command again"
    case .unknownEdition: "'broadsheet log balance' lists the editions"
    case .unknownStory: "'broadsheet stories' lists them with their numbers"
    case .noKey: "see 'keys.file' in the configuration"
    }
  }

  public var exitCode: ExitCode {
    switch reason {
    case .full, .busy, .fenced: .tryAgain
    case .unreadable, .failed, .noKey: .failure
    case .unknownEdition, .unknownStory: .usage
    }
  }

  /// Runs `work` and turns SQLite's errors into ours.
  static func wrapping<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws(StorageError) -> Value {
    do {
      return try work()
    } catch let error as StorageError {
      throw error
    } catch let error as DatabaseError {
      throw StorageError(reason(of: error, path))
    } catch {
      throw StorageError(.failed(path: path, detail: "\(error)"))
    }
  }

  private static func reason(of error: DatabaseError, _ path: String) -> Reason {
    let detail = error.message ?? "\(error.resultCode)"
    return switch error.resultCode {
    case .SQLITE_FULL: .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY:
      .unreadable(path: path, detail: detail)
    default: .failed(path: path, detail: detail)
    }
  }
}
