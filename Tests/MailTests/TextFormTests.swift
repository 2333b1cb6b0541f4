import Testing

@testable import Mail

@Suite("A form")
struct TextFormTests {
  private func filled(_ pieces: [TextForm.Piece], _ values: String...) -> String {
    let form = MIMEForm.alternative([TextForm(pieces)], boundary: "=_b")
    var body = form.beginning
    form.filled(values.map { Array($0.utf8) }).append(to: &body)
    return String(decoding: body, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  private func part(_ encoding: String, _ content: String) -> String {
    """
    --=_b
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: \(encoding)

    \(content)
    --=_b--

    """
  }

  @Test("without blanks is the part that it would be without being a form")
  func constant() {
    let text = "Plain.\n"
    #expect(filled([.text(text)]) == part("7bit", text))
    #expect(!MIMEForm.alternative([TextForm([.text(text)])], boundary: "=_b").hasBlanks)
  }

  @Test(
    "begins a line at each blank and after it, unless the text's line ends there",
    arguments: [
      ("Ana", "Dear =\nAna=\n, hello =\nAna\n"),
      ("", "Dear =\n, hello =\n\n"),
      (".é ", "Dear =\n=2E=C3=A9 =\n, hello =\n=2E=C3=A9=20\n"),
    ])
  func breaks(_ value: String, _ wanted: String) {
    let pieces: [TextForm.Piece] = [
      .text("Dear "), .blank(0), .text(", hello "), .blank(0), .text("\n"),
    ]
    #expect(filled(pieces, value) == part("quoted-printable", wanted))
  }

  @Test("is in base64 as a whole where that is the smaller")
  func base64() {
    #expect(
      filled([.text("日本語"), .blank(0), .text("\n")], "x")
        == part("base64", "5pel5pys6KqeeA0K\n"))
  }
}
