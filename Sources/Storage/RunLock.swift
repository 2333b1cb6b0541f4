public import Diagnostics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lock that keeps two runs apart: flock(2) on a file of its own beside the database.
///
/// Not on the database file: closing any descriptor of it would drop SQLite's own locks. The file
/// stays; the kernel lets go of the lock when the process ends, however it ends.
public final class RunLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock or throws at once when another run has it.
  public init(beside databasePath: String) throws(RunLockError) {
    let path = databasePath + ".lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RunLockError(.unwritable(path: path, detail: String(cString: strerror(errno))))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // Closed by deinit, which comes after a throw from here too: a second close could hit a file
      // that another thread has opened meanwhile.
      throw RunLockError(.held(path: path, by: Self.text(of: descriptor)))
    }
    note("pid \(getpid())\n")
  }

  deinit {
    close(descriptor)
  }

  private func note(_ text: String) {
    ftruncate(descriptor, 0)
    let bytes = Array(text.utf8)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Why the lock could not be had.
public struct RunLockError: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    case held(path: String, by: String)
    case unwritable(path: String, detail: String)
  }

  public let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// Whether another run is under way, which is no fault.
  public var isHeld: Bool {
    if case .held = reason { return true }
    return false
  }

  public var message: String {
    switch reason {
    case .held(_, let holder): "another run is under way (\(holder))"
    case .unwritable(let path, let detail): "\(path) cannot be written: \(detail)"
    }
  }

  public var hint: String? {
    switch reason {
    case .held: "wait for it to end, then run the same command again"
    case .unwritable: "see 'storage.path' in the configuration, and who may write there"
    }
  }

  public var exitCode: ExitCode {
    switch reason {
    case .held: .tryAgain
    case .unwritable: .failure
    }
  }
}
