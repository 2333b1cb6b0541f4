import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is another when a file was written, replaced, made or taken away.
struct FileStamp: Hashable {
  let size: Int64
  let seconds: Int
  let nanoseconds: Int
  let inode: UInt64
  let isFolder: Bool

  /// Nil where there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    size = Int64(status.st_size)
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    inode = UInt64(status.st_ino)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }

  /// The last change, in seconds since 1970.
  var changedAt: TimeInterval { TimeInterval(seconds) + TimeInterval(nanoseconds) / 1e9 }
}
