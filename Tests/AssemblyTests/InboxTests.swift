import Diagnostics
import Foundation
import Mail
import Testing

@testable import Assembly

@Suite("Places that mail is read from")
struct InboxTests {
  private let message = "To: leave@example.org\nSubject: one\n\nText\n"

  private func maildir(_ files: [String: String]) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for part in ["new", "cur", "tmp"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(part), withIntermediateDirectories: true)
    }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    return folder
  }

  private func names(_ folder: ScratchFolder, _ part: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appendingPathComponent(part).path
    ).sorted()
  }

  @Test("A Maildir's message says when its file was written, also after it was moved to cur")
  func arrival() throws {
    let folder = try maildir(["new/1.a": message])
    let written = Date(timeIntervalSince1970: 1_763_640_000)
    try FileManager.default.setAttributes(
      [.modificationDate: written], ofItemAtPath: folder.url.appendingPathComponent("new/1.a").path)
    for isSeen in [false, true] {
      var met = 0
      try InboxPlace(folder.url.path).read { item in
        met += 1
        #expect(item.isSeen == isSeen)
        #expect(item.arrivedAt == written)
        return true
      }
      #expect(met == 1)
    }
  }

  @Test("Of a Maildir what was dealt with moves to cur as seen, the rest stays; nothing is lost")
  func maildir() throws {
    let folder = try maildir([
      "new/1.a": message, "new/2.a": "garbage", "new/3.a": message, "cur/4.a:2,F": message,
      "new/.hidden": message, "tmp/5.a": message,
    ])
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("new/6.a"),
      withDestinationURL: folder.url.appendingPathComponent("tmp/5.a"))
    var met: [String] = []
    try InboxPlace(folder.url.path).read { item in
      met.append("\(item.name) \(item.mail?.subject ?? "none") \(item.isSeen)")
      return item.name == "new/1.a"
    }
    #expect(
      met == [
        "new/1.a one false", "new/2.a none false", "new/3.a one false",
        "cur/4.a:2,F one true",
      ])
    #expect(try names(folder, "new") == [".hidden", "2.a", "3.a", "6.a"])
    #expect(try names(folder, "cur") == ["1.a:2,S", "4.a:2,F"])
    #expect(try names(folder, "tmp") == ["5.a"])
  }

  @Test("A message that cannot be moved stays")
  func taken() throws {
    let folder = try maildir(["new/1.a": message, "cur/1.a:2,S": "To: x@example.org\n\nother"])
    try InboxPlace(folder.url.path).read { _ in true }
    #expect(try names(folder, "new") == ["1.a"])
    let kept = try String(
      contentsOf: folder.url.appendingPathComponent("cur/1.a:2,S"), encoding: .utf8)
    #expect(kept == "To: x@example.org\n\nother")
  }

  @Test("Of a Maildir's file only the first message counts")
  func mailboxInMaildir() throws {
    let one = "From a Fri Nov 20 09:00:00 2026\nSubject: one\n\nText\n\n"
    let folder = try maildir(["new/1.a": one + one.replacing("one", with: "two")])
    var subjects: [String] = []
    try InboxPlace(folder.url.path).read { item in
      if !item.isSeen { subjects.append(item.mail?.subject ?? "none") }
      return false
    }
    #expect(subjects == ["one"])
  }

  @Test(
    "The flag goes among those that are there",
    arguments: [
      ("1.a", "1.a:2,S"), ("1.a:2,", "1.a:2,S"), ("1.a:2,FT", "1.a:2,FST"),
      ("1.a:2,RS", "1.a:2,RS"), ("1.a:1,x", "1.a:1,x:2,S"),
    ])
  func flags(_ name: String, _ wanted: String) {
    #expect(Maildir.seenName(name) == wanted)
  }

  @Test("Each message of an mbox is met, and called by its number")
  func mailbox() throws {
    let folder = try ScratchFolder()
    let file = folder.url.appendingPathComponent("mbox")
    let one = "From a Fri Nov 20 09:00:00 2026\nSubject: one\n\nText\n\n"
    try Data((one + one.replacing("one", with: "two")).utf8).write(to: file)
    var met: [String] = []
    try InboxPlace(file.path).read { item in
      met.append("\(item.name.dropFirst(file.path.count)) \(item.mail?.subject ?? "none")")
      return true
    }
    #expect(met == [" one", ", message 2 two"])
  }

  @Test("What is no place for mail is told")
  func errors() throws {
    let folder = try ScratchFolder()
    #expect(throws: InboxError(place: "/nowhere/at/all", reason: .missing)) {
      try InboxPlace("/nowhere/at/all")
    }
    #expect(throws: InboxError(place: folder.url.path, reason: .noMaildir)) {
      try InboxPlace(folder.url.path)
    }
    #expect(
      InboxError(place: "inbox", reason: .noMaildir).message
        == "inbox is a folder, and no Maildir: it has no 'new' and 'cur' in it")
    #expect(InboxError(place: "inbox", reason: .noMessage).exitCode == .badData)
  }
}
