import Composer
import Mailroom
import Markup
import Web

/// The message in the view that was chosen.
struct EditionStage {
  let choice: PreviewChoice
  /// The affiliate's name.
  let name: String
  let sheet: EditionSheet

  var html: HTML {
    switch choice.view {
    case .phone, .desktop: frame
    case .text: lines(sheet.text, "The text part", "text")
    case .source: lines(sheet.html, "The HTML part as it is mailed", "source")
    case .headers: headers
    }
  }

  private var frame: HTML {
    let width = choice.view.width ?? 0
    return .group([
      .element(
        .div,
        [
          .class("screen \(choice.view.rawValue)"), .named("tabindex", "0"),
          .named("role", "group"), .named("aria-label", "The message, \(width) pixels wide"),
        ],
        [
          .element(
            .iframe,
            [
              .named("src", choice.document("message.html")), .named("width", "\(width)"),
              .named("title", "\(name), \(choice.view.title.lowercased()), \(choice.scheme)"),
            ], [])
        ]),
      .p("quiet small caption", .text(caption(width))),
    ])
  }

  private func caption(_ width: Int) -> String {
    switch choice.scheme {
    case .light: "\(width) pixels wide."
    case .dark:
      "\(width) pixels wide, in the dark colours of the template, as Apple Mail and others show "
        + "them. Gmail and Outlook darken messages in ways of their own."
    }
  }

  private func lines(_ text: String, _ label: String, _ kind: String) -> HTML {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return .element(
      .section, [.class("panel \(kind)"), .named("aria-label", label)],
      [
        .element(
          .ol, [.class("lines")],
          lines.enumerated().map { number, line in
            .element(
              .li, [.id("L\(number + 1)")], [.element(.code, [], [.text(String(line))])])
          })
      ])
  }

  private var headers: HTML {
    .element(
      .section, [.class("panel headers"), .named("aria-label", "The header fields")],
      [
        .element(
          .dl, [.class("facts body")],
          HeaderLines(of: sheet.octets).fields.flatMap { field in
            [
              HTML.element(.dt, [], [.text(field.name)]),
              .element(.dd, [], [.element(.code, [], [.text(field.value)])]),
            ]
          })
      ])
  }
}

/// The header fields of a message as they are written, each on one line.
private struct HeaderLines {
  private(set) var fields: [(name: String, value: String)] = []

  init(of message: [UInt8]) {
    let text = String(decoding: message.prefix(256 << 10), as: UTF8.self)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.isEmpty { return }
      if line.first == " " || line.first == "\t", !fields.isEmpty {
        fields[fields.count - 1].value += " " + line.drop { $0.isWhitespace }
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0.isWhitespace }
        fields.append((String(line[..<colon]), String(value)))
      }
    }
  }
}
