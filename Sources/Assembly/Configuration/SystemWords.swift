import Foundation

/// The operating system's own words for a failure ("Permission denied").
enum SystemWords {
  static func why(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(cause.code))) }
    if error.domain == NSCocoaErrorDomain, let number = numbers[error.code] {
      return String(cString: strerror(number))
    }
    return error.localizedDescription
  }

  /// What Foundation was told where it keeps no number, as by `createDirectory`.
  private static let numbers: [Int: Int32] = [
    NSFileNoSuchFileError: ENOENT, NSFileReadNoSuchFileError: ENOENT,
    NSFileReadNoPermissionError: EACCES, NSFileWriteNoPermissionError: EACCES,
    NSFileWriteFileExistsError: EEXIST, NSFileWriteOutOfSpaceError: ENOSPC,
    NSFileWriteVolumeReadOnlyError: EROFS,
  ]
}
