import Foundation

/// A file that the configuration names, and where it does.
struct NamedFile: Equatable, Sendable {
  enum Kind: String {
    case list = "the list"
    case keys = "the file of keys"
    case password = "the password's file"
    case certificates = "the file of certificates"
    case signingKey = "the DKIM key"
    case source = "the source"
    case storage = "the folder of the database"
  }

  var kind: Kind
  var url: URL
  /// The path as written.
  var shown: String
  var place: LocatedNode

  /// What is wrong with it now, if anything.
  var flaw: ConfigurationFinding.FileFlaw? {
    let path = kind == .storage ? url.deletingLastPathComponent().path : url.path
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .missing
    }
    if isFolder.boolValue != (kind == .storage) {
      return isFolder.boolValue ? .isAFolder : .missing
    }
    if access(path, kind == .storage ? W_OK | X_OK : R_OK) != 0 {
      return .unreadable(String(cString: strerror(errno)))
    }
    return isSecret && FileMode.isOpenToOthers(path) ? .readableByOthers : nil
  }

  private var isSecret: Bool { kind == .password || kind == .signingKey }
}

/// Who may read a file.
enum FileMode {
  /// Whether its group or everybody may read or write it.
  static func isOpenToOthers(_ path: String) -> Bool {
    // A file whose attributes cannot be read is told of by who reads it.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let mode = attributes?[.posixPermissions] as? NSNumber
    return mode.map { $0.intValue & 0o077 != 0 } ?? false
  }
}
