import Foundation

/// A file that is either whole on the disk or not there, whenever the power goes.
struct DurableFile: Sendable {
  let folder: String
  let name: String

  /// Writes beside the place, waits for the disk, renames, waits for the folder.
  func write(_ bytes: [UInt8]) throws {
    let path = folder + "/" + name
    let draft = folder + "/." + name + ".part"
    do {
      try writeDraft(bytes, to: draft)
      guard rename(draft, path) == 0 else { throw SystemError.last("rename") }
    } catch {
      unlink(draft)
      throw error
    }
    try synchronizeFolder()
  }

  private func writeDraft(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError.last("open") }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 || (count < 0 && errno == EINTR) else { throw SystemError.last("write") }
      written += max(count, 0)
    }
    guard fsync(descriptor) == 0 else { throw SystemError.last("fsync") }
  }

  private func synchronizeFolder() throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemError.last("fsync") }
  }
}

/// A system call that failed.
struct SystemError: Error, Sendable {
  let text: String

  static func last(_ call: String) -> SystemError {
    SystemError(text: "\(String(cString: strerror(errno))) (\(call))")
  }
}
