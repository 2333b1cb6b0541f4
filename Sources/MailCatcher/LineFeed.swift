import Foundation

extension ArraySlice<UInt8> {
  /// Where the first line feed is, by the system's search: one octet after the other is what
  /// would cost most in a catcher.
  var firstLineFeed: Index? {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else {
        return nil
      }
      return startIndex + (UnsafeRawPointer(found) - start)
    }
  }
}
