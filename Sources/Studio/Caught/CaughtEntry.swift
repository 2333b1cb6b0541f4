import Foundation
import Mail

/// What the list shows of a message: a few lines of its header, and its file.
struct CaughtEntry: Sendable {
  let number: Int
  let subject: String
  let from: String
  let to: String
  let time: Date
  let size: Int

  /// Nil when the file is gone.
  init?(_ entry: CaughtIndex.Entry, in folder: String) {
    guard let file = CaughtFile(entry.name, in: folder) else { return nil }
    let fields = file.fields(["from", "to", "subject"])
    let text = { (name: String) in Excerpt.text(fields[name]?.text ?? "", octets: 300) }
    number = entry.number
    subject = text("Subject")
    from = text("From")
    let written = text("To")
    to = written.isEmpty ? CaughtEntry.recipient(in: entry.name) : written
    time = file.time
    size = file.size
  }

  /// Whether the words that somebody looks for are in its recipient or subject.
  func contains(_ words: String) -> Bool {
    [to, subject].contains { text in
      text.range(of: words, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }
  }

  /// To whom it came, by the file's name: `0001-ana@example.org.eml`.
  static func recipient(in name: String) -> String {
    String(name.drop { $0.isNumber }.dropFirst().dropLast(4))
  }
}
