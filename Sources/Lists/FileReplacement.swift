import Foundation

/// Replaces a file's content so that a crash leaves the old content or the new, never a mixture.
struct FileReplacement {
  struct Failure: Error {
    /// `errno`.
    var number: Int32
  }

  private let path: String
  private let folder: String

  /// A symbolic link stays one: what it leads to is replaced.
  init(of url: URL) {
    let target = url.resolvingSymlinksInPath()
    path = target.path
    folder = target.deletingLastPathComponent().path
  }

  /// Writes beside the file, makes that durable, and gives it the file's name. What an earlier
  /// writer left there that was killed is removed.
  func write(_ octets: [UInt8]) throws(Failure) {
    removeLeftovers()
    let temporary = path + ".new-\(getpid())"
    do throws(Failure) {
      try fill(temporary, with: octets)
      if rename(temporary, path) != 0 { throw Failure(number: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronizeFolder()
  }

  /// Removes what writers left beside the file that are no more: people's addresses are in it.
  func removeLeftovers() {
    let start = URL(fileURLWithPath: path).lastPathComponent + ".new-"
    // A folder that cannot be read has nothing that could be removed.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(start) {
      guard let process = pid_t(name.dropFirst(start.count)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  private func fill(_ temporary: String, with octets: [UInt8]) throws(Failure) {
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    if file < 0 { throw Failure(number: errno) }
    defer { close(file) }
    var written = 0
    while written < octets.count {
      let count = octets.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress.map { $0 + written }, octets.count - written)
      }
      if count < 0, errno != EINTR { throw Failure(number: errno) }
      written += max(0, count)
    }
    if fchmod(file, mode) != 0 || fsync(file) != 0 { throw Failure(number: errno) }
  }

  private func synchronizeFolder() throws(Failure) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    if file < 0 { throw Failure(number: errno) }
    defer { close(file) }
    if fsync(file) != 0 { throw Failure(number: errno) }
  }
}
