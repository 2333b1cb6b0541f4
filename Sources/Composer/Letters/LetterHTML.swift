/// A letter's HTML part: the digest's look, with one button that is a link.
struct LetterHTML {
  let text: String

  init(_ view: LetterView) {
    text = Self.page(view)
  }

  private static let font =
    "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

  private static func page(_ view: LetterView) -> String {
    let (language, title) = (escape(view.language), escape(view.words.title))
    return """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(title)</title>
      \(style(view))
      </head>
      <body class="page" style="margin:0;padding:0;background:#eef0f3">
        <table role="presentation" lang="\(language)" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#eef0f3">
          <tr>
            <td align="center" style="padding:0">
              <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
              <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;margin:0 auto;background:#ffffff;color:#2b2d31;font-family:\(font);font-size:16px;line-height:1.6;text-align:left;overflow-wrap:anywhere;word-break:break-word">
      \(heading(view))
      \(body(view))
      \(footer(view))
              </table>
              <!--[if mso]></td></tr></table><![endif]-->
            </td>
          </tr>
        </table>
      </body>
      </html>

      """
  }

  private static func style(_ view: LetterView) -> String {
    """
      <style>
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (prefers-color-scheme: dark) {
          .page { background: #131416 !important; }
          .sheet { background: #1e1f22 !important; color: #e7e8ea !important; }
          .ink { color: #f4f5f6 !important; }
          .quiet, .quiet a { color: #a9adb5 !important; }
          .link { color: \(color("linkColorOnDark", view)) !important; }
          .line { border-color: #3a3c42 !important; }
        }
      </style>
    """
  }

  private static func heading(_ view: LetterView) -> String {
    let ink = color("accentTextColor", view)
    let small = "margin:0 0 6px;font-size:14px;line-height:1.4"
    let above =
      view.theme["logo"].map { logo in
        "<img src=\"\(escape(logo))\" alt=\"\(escape(view.organization))\" "
          + "width=\"\(escape(view.theme["logoWidth"] ?? "160"))\" "
          + "style=\"display:block;max-width:100%;height:auto;margin:0 0 16px;border:0\">"
      } ?? (view.affiliate == nil ? "" : "<p style=\"\(small)\">\(escape(view.organization))</p>")
    let name = escape(view.affiliate ?? view.organization)
    return """
              <tr>
                <td style="padding:28px 24px 24px;background:\(color("accentColor", view));color:\(ink)">
                  \(above)
                  <p style="margin:0;font-size:22px;line-height:1.25;font-weight:700;color:\(ink)">\(name)</p>
                </td>
              </tr>
      """
  }

  private static func body(_ view: LetterView) -> String {
    let words = view.words
    let notes = [words.expiry, words.secrecy].compactMap(\.self).joined(separator: " ")
    let link = escape(view.link)
    return """
              <tr>
                <td class="line" style="padding:28px 24px;border-bottom:1px solid #e3e5e9">
                  <h1 class="ink" style="margin:0 0 12px;font-size:24px;line-height:1.3;font-weight:700;color:#1e1f22">\(escape(words.title))</h1>
                  <p style="margin:0 0 20px">\(escape(words.request))</p>
      \(newsletters(view))
                  <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">
                    <tr>
                      <td style="background:\(color("accentColor", view));border-radius:6px">
                        <a href="\(link)" style="display:inline-block;padding:13px 24px;color:\(color("accentTextColor", view));font-size:16px;line-height:1.4;font-weight:700;text-decoration:none;border-radius:6px">\(escape(words.action))</a>
                      </td>
                    </tr>
                  </table>
                  <p style="margin:0 0 12px">\(escape(notes))</p>
                  <p style="margin:0 0 20px">\(escape(words.ifNotYou))</p>
                  <p class="quiet" style="margin:0;font-size:14px;line-height:1.6;color:#5d626b">\(escape(words.ifButtonFails))<br>
                    <a class="link" href="\(link)" style="color:\(color("linkColor", view));text-decoration:underline">\(link)</a></p>
                </td>
              </tr>
      """
  }

  private static func newsletters(_ view: LetterView) -> String {
    guard !view.newsletters.isEmpty else { return "" }
    let names = view.newsletters + [view.words.andMore].compactMap(\.self)
    let items = names.map { "            <li style=\"margin:0 0 4px\">\(escape($0))</li>" }
    return """
                  <ul style="margin:0 0 20px;padding:0 0 0 24px">
      \(items.joined(separator: "\n"))
                  </ul>
      """
  }

  private static func footer(_ view: LetterView) -> String {
    let lines = [view.organization] + view.postalAddressLines
    let website =
      view.website.map { website in
        "<br>\n            <a class=\"quiet\" href=\"\(escape(website))\" "
          + "style=\"color:#5d626b;text-decoration:underline\">\(escape(view.words.visitWebsite))</a>"
      } ?? ""
    return """
              <tr>
                <td class="quiet" style="padding:24px;font-size:14px;line-height:1.6;color:#5d626b">
                  <p style="margin:0 0 12px">\(escape(view.words.whySent))</p>
                  <p style="margin:0">\(lines.map(escape).joined(separator: "<br>\n            "))\(website)</p>
                </td>
              </tr>
      """
  }

  private static func color(_ name: String, _ view: LetterView) -> String {
    escape(view.theme[name] ?? "")
  }

  private static func escape(_ text: String) -> String { EscapedHTML.escape(text) }
}
