import Foundation

/// What is another when a file was written, replaced, made or taken away.
struct FileStamp: Hashable {
  let size: Int
  /// The last change.
  let changed: Date
  let inode: Int
  let isFolder: Bool

  /// Of the file that a path leads to, also by links; nil where there is none.
  init?(_ path: String) {
    // Not by 'stat', whose structure two C modules have: which of them must be imported depends on
    // how the target is built.
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    // No attributes: no file.
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: place) else {
      return nil
    }
    size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    changed = attributes[.modificationDate] as? Date ?? .distantPast
    inode = (attributes[.systemFileNumber] as? NSNumber)?.intValue ?? 0
    isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
  }

  /// The last change, in seconds since 1970.
  var changedAt: TimeInterval { changed.timeIntervalSince1970 }
}
