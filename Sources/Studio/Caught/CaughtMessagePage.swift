import Foundation
import Mail
import Web

/// One caught message, in one view.
struct CaughtMessagePage {
  let entry: CaughtIndex.Entry
  let index: CaughtIndex
  let sheet: MessageSheet
  let view: MessageView
  let size: Int
  let time: Date
  let envelope: CaughtEnvelope?

  var html: HTML {
    StudioPage(
      title: sheet.subject,
      content: .group([head, cut, panel, sheet.attachments]),
      trail: [StudioPage.step("Caught mail", to: "/"), StudioPage.here("\(entry.number)")]
    ).html
  }

  private var head: HTML {
    .div(
      "message-head", .h1(sheet.subject),
      .element(.dl, [.class("facts")], facts.flatMap { Self.fact($0.name, $0.text) }), neighbours)
  }

  private var facts: [(name: String, text: String)] {
    let written = ["From", "To", "Cc", "Reply-To", "Date"].compactMap { name in
      sheet.message.fields[name].map { (name, Excerpt.text($0.text, octets: 1000)) }
    }
    return written + [
      ("Envelope", envelope.map(Self.words) ?? CaughtEntry.recipient(in: entry.name)),
      ("Caught", "\(CaughtTime(date: time).text()), \(FileSize.text(size))"),
    ]
  }

  private static func words(_ envelope: CaughtEnvelope) -> String {
    let sender = envelope.sender.isEmpty ? "nobody (<>)" : envelope.sender
    let recipients = envelope.recipients.prefix(20).joined(separator: ", ")
    let rest = envelope.recipients.count - 20
    return Excerpt.text(
      "from \(sender) to \(recipients)" + (rest > 0 ? " and \(rest) more" : ""), octets: 4000)
  }

  private static func fact(_ name: String, _ text: String) -> [HTML] {
    [.element(.dt, [], [.text(name)]), .element(.dd, [], [.text(text)])]
  }

  /// Links to the messages beside it that are there now, in the same view.
  private var neighbours: HTML {
    let place = index.count(below: entry.number)
    let newer = index.entries[(place + 1)...].first
    let older = index.entries[..<place].last
    return .element(
      .nav, [.class("pager"), .named("aria-label", "Messages")],
      [
        newer.map { step("Newer", $0) } ?? .nothing,
        older.map { step("Older", $0) } ?? .nothing,
        .element(
          .a, [.class("button"), .href("\(sheet.address)/message.eml")], ["Save as .eml"]),
      ])
  }

  private func step(_ words: String, _ entry: CaughtIndex.Entry) -> HTML {
    .element(
      .a, [.class("button"), .href("/\(entry.number)/\(view.rawValue)")], [.text(words)])
  }

  private var cut: HTML {
    guard sheet.message.isCut else { return .nothing }
    return .div(
      "note warning",
      .p("This message is larger than what is shown here, or has more parts; the rest is left out.")
    )
  }

  private var panel: HTML {
    .element(
      .section, [.class("panel message")],
      [.element(.header, [], [sheet.viewSwitch(view)]), sheet.content(view)])
  }
}
