/// An introduction as HTML for mail: styles stand on the elements, headings begin below the
/// affiliate's name, and the colours that dark mode changes have classes.
struct MarkdownHTML {
  private let blocks: [MarkdownBlock]
  private let linkColor: String
  /// Lines begin at the right.
  private let isMirrored: Bool
  private let setting: Setting?
  /// The levels of headings that are used, the highest first.
  private let levels: [Int]

  /// Where it stands.
  struct Setting {
    /// How wide a picture may be, in pixels.
    let column: Int
    /// The level of the highest headings, one below what stands above them.
    let firstHeading: Int
  }

  /// - Parameters:
  ///   - isMirrored: lists and quotations are set in at the right, where lines begin.
  ///   - setting: nil for an edition from before ``RenderingVersion/accessible``.
  init(
    _ document: MarkdownDocument, linkColor: String, isMirrored: Bool = false,
    in setting: Setting? = nil
  ) {
    blocks = document.blocks
    self.linkColor = linkColor
    self.isMirrored = isMirrored
    self.setting = setting
    levels = Self.levels(in: document.blocks).sorted()
  }

  var text: String { html(blocks) }

  private func html(_ blocks: [MarkdownBlock]) -> String {
    blocks.map(html).joined(separator: "\n")
  }

  private func html(_ block: MarkdownBlock) -> String {
    switch block {
    case .paragraph(let parts): #"<p style="margin:0 0 16px">\#(html(parts))</p>"#
    case .heading(let level, let parts): heading(shown(level), parts)
    case .list(let start, _, let items): list(start, items)
    case .quote(let blocks):
      #"<blockquote class="quote" style="margin:0 0 16px;padding:\#(inset(16));"#
        + #"border-\#(isMirrored ? "right" : "left"):3px solid #d0d3d9">\#(html(blocks))</blockquote>"#
    case .code(let code):
      #"<pre style="margin:0 0 16px;white-space:pre-wrap;font-size:14px">"#
        + "\(EscapedHTML.escape(code))</pre>"
    case .rule: #"<hr style="border:0;border-top:1px solid #d0d3d9;margin:0 0 16px">"#
    }
  }

  /// So many pixels on the side on which lines begin.
  private func inset(_ pixels: Int) -> String {
    isMirrored ? "0 \(pixels)px 0 0" : "0 0 0 \(pixels)px"
  }

  private static func levels(in blocks: [MarkdownBlock]) -> Set<Int> {
    blocks.reduce(into: []) { levels, block in
      switch block {
      case .heading(let level, _): levels.insert(level)
      case .list(_, _, let items): levels.formUnion(items.flatMap(Self.levels))
      case .quote(let blocks): levels.formUnion(Self.levels(in: blocks))
      case .paragraph, .code, .rule: break
      }
    }
  }

  /// However many signs an editor writes, the highest heading follows on what stands above, and
  /// none is left out.
  private func shown(_ level: Int) -> Int {
    guard let setting else { return min(level + 1, 6) }
    return min(setting.firstHeading + (levels.firstIndex(of: level) ?? 0), 6)
  }

  private func heading(_ level: Int, _ parts: [MarkdownInline]) -> String {
    let size = [2: 20, 3: 18][level] ?? 16
    let style = "margin:0 0 8px;font-size:\(size)px;line-height:1.3"
    return #"<h\#(level) style="\#(style)">\#(html(parts))</h\#(level)>"#
  }

  private func list(_ start: Int?, _ items: [[MarkdownBlock]]) -> String {
    let name = start == nil ? "ul" : "ol"
    let from = start.map { $0 == 1 ? "" : #" start="\#($0)""# } ?? ""
    let rows = items.map { #"<li style="margin:0 0 6px">\#(item($0))</li>"# }
    return #"<\#(name)\#(from) style="margin:0 0 16px;padding:\#(inset(24))">"#
      + rows.joined() + "</\(name)>"
  }

  /// An item of one paragraph needs no paragraph around it.
  private func item(_ blocks: [MarkdownBlock]) -> String {
    if case .paragraph(let parts)? = blocks.first {
      return html(parts) + html(Array(blocks.dropFirst()))
    }
    return html(blocks)
  }

  private func html(_ parts: [MarkdownInline]) -> String {
    parts.map(html).joined()
  }

  private func html(_ part: MarkdownInline) -> String {
    switch part {
    case .text(let text): EscapedHTML.escape(text)
    case .code(let text): "<code>\(EscapedHTML.escape(text))</code>"
    case .emphasis(let parts): "<em>\(html(parts))</em>"
    case .strong(let parts): "<strong>\(html(parts))</strong>"
    case .link(let parts, let url):
      #"<a class="link" href="\#(EscapedHTML.escape(url))" "#
        + #"style="color:\#(linkColor)">\#(html(parts))</a>"#
    case .image(let alt, let url): image(alt, url)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    }
  }

  /// The width is for programs that know no `max-width`; how large the picture is, nobody says.
  private func image(_ alt: String, _ url: String) -> String {
    let start = #"<img src="\#(EscapedHTML.escape(url))" alt="\#(EscapedHTML.escape(alt))" "#
    guard let setting else { return start + #"style="max-width:100%;height:auto;border:0">"# }
    return start
      + #"width="\#(setting.column)" style="width:auto;max-width:100%;height:auto;border:0">"#
  }
}
