import Diagnostics
import Mail
import Storage

/// A change of a list that was made in part.
struct ListChangeError: HintedError {
  let message: String
  let hint: String?
  let exitCode: ExitCode

  /// The row is in the file, and the list is not synced.
  static func stopped(
    _ address: EmailAddress, file: String, _ obstacle: any HintedError
  ) -> Self {
    Self(
      message: "\(address.spelling) is in \(file), but the list is stopped: \(obstacle.message)",
      hint: obstacle.hint, exitCode: obstacle.exitCode)
  }

  /// Somebody has left, and their row stays as another run holds the files.
  ///
  /// - Parameter left: who has left what.
  static func rowLeft(_ left: String, _ error: RunLockError) -> Self {
    Self(
      message: "\(left) for good; only their row in the file stays: \(error.message)",
      hint: "run the same command again later to take the row out, or leave it: no file brings"
        + " them back",
      exitCode: error.exitCode)
  }
}
