import Foundation
import Mail

/// A Maildir: one file a message, in `new` until something has looked at it, then in `cur`.
///
/// Nothing in it is ever removed or changed but a name.
struct Maildir {
  let name: String
  private let new: URL
  private let cur: URL

  /// Nil when the folder has no `new` and `cur`.
  init?(_ folder: URL, name: String) {
    self.name = name
    new = folder.appendingPathComponent("new", isDirectory: true)
    cur = folder.appendingPathComponent("cur", isDirectory: true)
    for part in [new, cur] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: part.path, isDirectory: &isFolder),
        isFolder.boolValue
      else { return nil }
    }
  }

  /// Reads each message; those in `new` that have been dealt with are moved to `cur` as seen.
  func read(_ take: (InboxPlace.Item) throws -> Bool) throws {
    // Listed first, so that what moves is not met again.
    let seen = try messages(in: cur)
    for file in try messages(in: new) where try read(file, isSeen: false, take) { markSeen(file) }
    for file in seen { _ = try read(file, isSeen: true, take) }
  }

  private func read(
    _ file: URL, isSeen: Bool, _ take: (InboxPlace.Item) throws -> Bool
  ) throws -> Bool {
    let shown = "\(isSeen ? "cur" : "new")/\(file.lastPathComponent)"
    // A mail program may have moved it meanwhile; the next reading meets it again.
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }  // Nothing was written, so nothing can be lost.
    var isFirst = true
    var isDone = false
    try InboxPlace.messages(in: handle, name: shown) { mail in
      // One file is one message, also when it looks like a mailbox.
      guard isFirst else { return }
      isFirst = false
      isDone = try take(
        InboxPlace.Item(name: shown, mail: mail, isSeen: isSeen, arrivedAt: Self.arrival(of: file)))
    }
    return isDone
  }

  private static func arrival(of file: URL) -> Date? {
    // Without it the message counts as one of now, as from any other place.
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.modificationDate] as? Date
  }

  /// Plain files alone, by name: a link or a pipe was not put there by a mail server.
  private func messages(in folder: URL) throws(InboxError) -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasPrefix(".") }.sorted()
        .map { folder.appendingPathComponent($0, isDirectory: false) }
        .filter { file in
          // What has gone in the meantime is no message any more.
          let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
          return attributes?[.type] as? FileAttributeType == .typeRegular
        }
    } catch {
      throw InboxError(place: name, reason: .unreadable(SystemWords.why(error)))
    }
  }

  private func markSeen(_ file: URL) {
    let target = cur.appendingPathComponent(
      Self.seenName(file.lastPathComponent), isDirectory: false)
    // Left where it is, it is read again, which does nothing a second time.
    try? FileManager.default.moveItem(at: file, to: target)
  }

  /// The name with the flag `S` behind `:2,`, flags in the order of the alphabet.
  static func seenName(_ name: String) -> String {
    guard let mark = name.range(of: ":2,") else { return name + ":2,S" }
    let flags = Set(name[mark.upperBound...]).union(["S"]).sorted()
    return name[..<mark.upperBound] + String(flags)
  }
}
