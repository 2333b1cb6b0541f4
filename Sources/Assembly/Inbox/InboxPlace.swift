import Foundation
import Mail

/// Where mail is read from: a message or an mbox in a file or on stdin, or a Maildir.
enum InboxPlace {
  case file(URL, name: String)
  case maildir(Maildir)
  case standardInput

  /// One message of it, or what stands in place of one.
  struct Item {
    /// How it is called in what is said of it.
    let name: String
    /// Nil when it has no header.
    let mail: ReadMail?
    /// In a Maildir's `cur`, where somebody or something has dealt with it.
    var isSeen = false
    /// When a Maildir's file was written; it is moved and renamed, and not written again.
    var arrivedAt: Date?
  }

  private static let pieceSize = 64 * 1024
  /// Of a single message so much is read, lest the program that pipes it is cut off; nothing of it
  /// is kept.
  private static let longestMessage = 10 * 1024 * 1024

  init(_ text: String) throws(InboxError) {
    if text == "-" {
      self = .standardInput
      return
    }
    let url = URL(fileURLWithPath: text)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw InboxError(place: text, reason: .missing)
    }
    if isFolder.boolValue {
      guard let maildir = Maildir(url, name: text) else {
        throw InboxError(place: text, reason: .noMaildir)
      }
      self = .maildir(maildir)
    } else {
      self = .file(url, name: text)
    }
  }

  /// A Maildir without messages is in order; what is in it may be told and left.
  var isMaildir: Bool {
    if case .maildir = self { return true }
    return false
  }

  /// Reads each message.
  ///
  /// - Parameter take: does what a message asks for, and says whether it has been dealt with.
  func read(_ take: (Item) throws -> Bool) throws {
    switch self {
    case .standardInput:
      try Self.read(.standardInput, name: "-", take)
    case .file(let url, let name):
      let file: FileHandle
      do {
        file = try FileHandle(forReadingFrom: url)
      } catch {
        throw InboxError(place: name, reason: .unreadable(SystemWords.why(error)))
      }
      defer { try? file.close() }  // Nothing was written, so nothing can be lost.
      try Self.read(file, name: name, take)
    case .maildir(let maildir): try maildir.read(take)
    }
  }

  private static func read(
    _ file: FileHandle, name: String, _ take: (Item) throws -> Bool
  ) throws {
    var count = 0
    try messages(in: file, name: name) { mail in
      count += 1
      _ = try take(Item(name: count == 1 ? name : "\(name), message \(count)", mail: mail))
    }
  }

  /// Hands on the messages of one file as they are met.
  static func messages(
    in file: FileHandle, name: String, _ take: (ReadMail?) throws -> Void
  ) throws {
    var scanner = MailboxScanner()
    var waiting: [ReadMail?] = []
    var size = 0
    while let piece = try piece(of: file, name: name) {
      size += piece.count
      scanner.take(piece) { waiting.append($0) }
      for mail in waiting { try take(mail) }
      waiting = []
      if scanner.isDone, size >= longestMessage { return }
    }
    scanner.finish { waiting.append($0) }
    for mail in waiting { try take(mail) }
  }

  private static func piece(of file: FileHandle, name: String) throws(InboxError) -> Data? {
    do {
      let piece = try file.read(upToCount: pieceSize)
      return piece?.isEmpty == false ? piece : nil
    } catch {
      throw InboxError(place: name, reason: .unreadable(SystemWords.why(error)))
    }
  }
}
