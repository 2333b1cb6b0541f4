import Foundation

/// A file on this machine, read whole.
enum LocalFile {
  enum Failure: Error {
    case tooLarge
    case unreadable(String)
  }

  /// Only regular files: a pipe would keep the reader waiting, a device never ends.
  static func bytes(at path: String, limit: Int) throws -> [UInt8] {
    let attributes: [FileAttributeKey: Any]
    do {
      let real = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
      attributes = try FileManager.default.attributesOfItem(atPath: real)
    } catch {
      throw Failure.unreadable("there is no such file")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw Failure.unreadable("it is not a regular file")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Failure.unreadable("permission denied")
    }
    let data = try file.read(upToCount: limit + 1) ?? Data()
    guard data.count <= limit else { throw Failure.tooLarge }
    return [UInt8](data)
  }
}
