public import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// All that is held of one person, as JSON.
  public func exportSubscriber(_ text: String) throws -> ExitCode {
    let subscriber = Subscriber(try EmailAddress(text))
    let store = try storeToRead()
    let export = try export(of: subscriber)
    if export.held.isEmpty, export.listFiles.isEmpty {
      console.warn(
        "nothing is held of \(subscriber)",
        hint: try store.isErased(subscriber)
          ? "they were erased: a keyed hash of the address keeps them out" : "check the spelling")
    }
    var console = console
    // It is JSON whether or not that was asked for: it is for the person, and for machines.
    console.isJSON = true
    try console.show("", json: export)
    return .done
  }

  /// What is held of a person in the store, and in the list files.
  func export(of subscriber: Subscriber) throws -> PersonExport {
    PersonExport(
      held: try storeToRead().export(subscriber, at: Self.clock()), listFiles: rows(of: subscriber))
  }

  /// Takes a person out of the store and the list files; a keyed hash keeps them out from now on.
  public func eraseSubscriber(_ text: String) throws -> ExitCode {
    let address = try EmailAddress(text)
    let subscriber = Subscriber(address)
    let lock = try lock()
    let store = try store()
    let wasErased = try store.isErased(subscriber)
    let others = try store.export(subscriber, at: Self.clock()).otherAddresses
    let erasure = try store.erase(subscriber, at: Self.clock())
    let (rows, exitCode) = takeOutErased(address)
    withExtendedLifetime(lock) {}
    let report = ErasureReport(
      address: address.spelling, erasure, rows: rows, wasErased: wasErased)
    try console.show(report.text, json: report)
    if !others.isEmpty {
      console.warn(
        "the same person has been reached at \(others.joined(separator: ", ")) too",
        hint: "erase that address as well, if they mean all of themselves")
    }
    if !erasure.isFileClean {
      console.warn(
        "another program reads the database: what was erased may stand in its log for a while",
        hint: "stop 'broadsheet serve' and run the same command again, to be sure")
    }
    if let folder = gitFolder {
      console.warn(
        "\(folder) is kept in git, whose history still has the rows that were taken out",
        hint: "commit the change; rewriting the history is for the editors to decide")
    }
    console.warn(
      "what was written with 'preview', 'rehearse' or '--to-folder' is not looked through",
      hint: "delete those folders where they are not needed")
    return exitCode
  }

  /// The rows of the list files that name a person, by file.
  private func rows(of subscriber: Subscriber) -> [ListFileRow] {
    configuration.affiliates.flatMap { affiliate -> [ListFileRow] in
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      var rows: [ListFileRow] = []
      do {
        _ = try list.read { row in
          guard Subscriber(row.recipient.address) == subscriber else { return }
          rows.append(
            ListFileRow(file: affiliate.listName, line: row.line, recipient: row.recipient))
        }
      } catch let error as ListError where error.reason == .missing {
        return []
      } catch {
        console.warn("\(affiliate.listName) could not be looked through: \(error)")
      }
      return rows
    }
  }

  private func takeOutErased(_ address: EmailAddress) -> (rows: Int, exitCode: ExitCode) {
    var rows = 0
    var exitCode = ExitCode.done
    for affiliate in configuration.affiliates {
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      list.removeLeftovers()
      do {
        rows += try list.remove(address.canonical)
        for line in try list.lines(naming: address.canonical) {
          console.warn(
            "\(affiliate.listName) line \(line) still names \(address.spelling)",
            hint: "the row cannot be read, or names them beside somebody else: mend it by hand")
          exitCode = max(exitCode, .badData)
        }
      } catch {
        // Where there is no file there is no row that could stay behind.
        if error.reason == .missing { continue }
        console.warn(error.message, hint: "take the row out by hand; it brings nobody back")
        exitCode = max(exitCode, error.exitCode)
      }
    }
    return (rows, exitCode)
  }

  /// The folder of the configuration, when it or one around it is a git repository.
  private var gitFolder: String? {
    var folder = configuration.folder.standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) {
        return folder.path
      }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path || folder.path == "/" { return nil }
      folder = parent
    }
  }
}

/// What `subscriber export` prints.
struct PersonExport: Encodable {
  let held: PersonRecord
  let listFiles: [ListFileRow]
}

/// One row of a list file.
struct ListFileRow: Encodable {
  let file: String
  let line: Int
  let recipient: Recipient
}

/// What `subscriber erase` did.
private struct ErasureReport: Encodable {
  let address: String
  let wasErased: Bool
  let subscriptions: Int
  let deliveries: Int
  let decisions: Int
  let letters: Int
  let listRows: Int

  init(address: String, _ erasure: Erasure, rows: Int, wasErased: Bool) {
    self.address = address
    self.wasErased = wasErased
    subscriptions = erasure.subscriptions
    deliveries = erasure.deliveries
    decisions = erasure.decisions
    letters = erasure.letters
    listRows = rows
  }

  var text: String {
    let counts = [
      (subscriptions, "subscription", "subscriptions"), (deliveries, "delivery", "deliveries"),
      (decisions, "decision", "decisions"), (letters, "letter", "letters"),
      (listRows, "row of a list file", "rows of list files"),
    ].filter { $0.0 > 0 }.map { $0.0.counted($0.1, $0.2) }
    let what =
      counts.isEmpty
      ? "nothing was held of \(address)"
        + (wasErased ? ", who was erased before" : "")
      : "\(address) is erased: \(counts.joined(separator: ", "))"
    return what + "; a keyed hash keeps them out of every list, import and form."
      + "\n'broadsheet suppress remove \(address)' would let them in again."
  }
}
