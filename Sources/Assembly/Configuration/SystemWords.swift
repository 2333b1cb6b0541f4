import Foundation

/// The operating system's own words for a failure ("Permission denied").
enum SystemWords {
  static func why(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(cause.code))) }
    if error.domain == NSCocoaErrorDomain, error.code == NSFileReadNoSuchFileError {
      return String(cString: strerror(ENOENT))
    }
    return error.localizedDescription
  }
}
