import Mail
import Web

/// One message as parts of a page, and what such a page leads to: the HTML for its frame, files.
///
/// Everything in it was written by others. As text it is escaped; its HTML is shown in a frame that
/// runs nothing; files are only ever saved.
struct MessageSheet: Sendable {
  let message: ReadMessage
  let octets: [UInt8]
  /// Where the message's addresses begin: `/12`.
  let address: String

  init(_ octets: [UInt8], at address: String) {
    self.octets = octets
    self.address = address
    message = ReadMessage(octets)
  }

  /// The views that it has, the best one first.
  var views: [MessageView] {
    let all = MessageView.allCases
    return message.html == nil ? all.filter { !$0.isFramed } : all
  }

  var subject: String {
    let text = message.fields["Subject"]?.text ?? ""
    return text.isEmpty ? "(no subject)" : Excerpt.text(text, octets: 300)
  }

  /// Links to the views; the one that is open says so.
  func viewSwitch(_ current: MessageView) -> HTML {
    .element(
      .nav, [.class("switch"), .named("aria-label", "View")],
      views.map { view in
        .element(
          .a,
          [.href("\(address)/\(view.rawValue)")]
            + (view == current ? [.named("aria-current", "page")] : []), [.text(view.title)])
      })
  }

  func content(_ view: MessageView) -> HTML {
    switch view {
    case .desktop, .phone: frame(view)
    case .text: text
    case .headers: headers
    case .source: source
    }
  }

  /// The message as it came, to be saved.
  func file(named name: String) -> WebAnswer { .download(octets, named: name) }

  /// A part of it, to be saved; nil where there is none of that number.
  func file(ofPart number: Int) -> WebAnswer? {
    guard let part = message.leaves.first(where: { $0.number == number }) else { return nil }
    return .download(part.content, named: FileName.safe(part))
  }

  /// The HTML, for the frame; nil where there is none.
  var framed: WebAnswer? { message.html.map { .message(FramedHTML($0, of: message).octets) } }
}

// MARK: - Views

extension MessageSheet {
  private func frame(_ view: MessageView) -> HTML {
    .element(
      .div,
      [
        .class("stage \(view.rawValue)"), .named("role", "region"),
        .named("aria-label", "The message, \(view.title.lowercased()) width"),
        .named("tabindex", "0"),
      ],
      [
        .element(
          .iframe,
          [
            .named("title", "The message"), .named("src", "\(address)/frame"),
            .named("sandbox", "allow-popups allow-popups-to-escape-sandbox"),
          ], [])
      ])
  }

  private var text: HTML {
    guard let part = message.text, part.body.contains(where: { $0 > 0x20 }) else {
      let words =
        message.html == nil
        ? "There is no text in this message." : "This message has HTML and no text beside it."
      return .p("body quiet", .text(words))
    }
    let excerpt = Excerpt(Array(part.text.utf8))
    return .group([
      .element(.pre, [.class("body plain")], [.text(excerpt.lines.joined(separator: "\n"))]),
      rest(excerpt, "\(address)/part/\(part.number)", "the whole text"),
    ])
  }

  private var headers: HTML {
    guard !message.fields.all.isEmpty else {
      return .p("body quiet", "There is no header in this message.")
    }
    let rows = message.fields.all.map { field in
      HTML.element(
        .tr, [],
        [
          .element(.th, [.named("scope", "row")], [.text(field.name)]),
          .element(.td, [], [.text(Excerpt.text(field.text, octets: 4000))]),
        ])
    }
    return .element(.table, [.class("list fields")], [.element(.tbody, [], rows)])
  }

  private var source: HTML {
    let excerpt = Excerpt(octets)
    let lines = excerpt.lines.map { line in
      HTML.element(.li, [], [.element(.code, [], [.text(line)])])
    }
    return .group([
      .element(.ol, [.class("lines")], lines),
      rest(excerpt, "\(address)/message.eml", "the whole message"),
    ])
  }

  /// Where to find what is not shown; nothing when all is.
  private func rest(_ excerpt: Excerpt, _ address: String, _ words: String) -> HTML {
    guard excerpt.isCut else { return .nothing }
    return .element(
      .p, [.class("body more")],
      [
        "This is not all of it: what is very long is cut here. ",
        .link("Save \(words)", to: address), ".",
      ])
  }

  /// The files in it; nothing where there is none.
  var attachments: HTML {
    let parts = message.attachments
    guard !parts.isEmpty else { return .nothing }
    return .element(
      .section, [.class("panel files")],
      [
        .element(.header, [], [.h2(parts.count == 1 ? "1 file" : "\(parts.count) files")]),
        .list("body", parts.map(row)),
      ])
  }

  private func row(_ part: ReadPart) -> HTML {
    .group([
      .link(FileName.safe(part), to: "\(address)/part/\(part.number)"), " ",
      .element(
        .span, [.class("quiet small")],
        [.text("\(Excerpt.text(part.type, octets: 100)), \(FileSize.text(part.content.count))")]),
    ])
  }
}
