import Mail

/// Turns a rendered part with marks into what a form is made of.
enum MarkedText {
  /// Each mark becomes a blank.
  static func html(
    _ rendered: String, _ marks: MergeMarks, _ blanks: inout [MergeBlank]
  ) -> [TextForm.Piece] {
    marks.pieces(of: Array(rendered.utf8)[...]).map { piece in
      switch piece {
      case .text(let text): return .text(String(decoding: text, as: UTF8.self))
      case .field(let field):
        return .blank(number(of: .escaped(field), in: &blanks))
      }
    }
  }

  /// Lines without marks are wrapped here; a line with one becomes a blank as a whole.
  static func wrapped(
    _ rendered: String, _ marks: MergeMarks, _ blanks: inout [MergeBlank]
  ) -> [TextForm.Piece] {
    var pieces: [TextForm.Piece] = []
    var constant: [UInt8] = []
    for line in WrappedText.kept(Array(rendered.utf8)) {
      if marks.isIn(line) {
        if !constant.isEmpty { pieces.append(.text(String(decoding: constant, as: UTF8.self))) }
        constant = []
        pieces.append(.blank(number(of: .line(marks.pieces(of: line)), in: &blanks)))
      } else {
        WrappedText.append(line, to: &constant)
      }
      constant.append(UInt8(ascii: "\n"))
    }
    if constant.isEmpty { constant = [UInt8(ascii: "\n")] }
    return pieces + [.text(String(decoding: constant, as: UTF8.self))]
  }

  /// What is filled in twice is made once.
  private static func number(of blank: MergeBlank, in blanks: inout [MergeBlank]) -> Int {
    if let known = blanks.firstIndex(of: blank) { return known }
    blanks.append(blank)
    return blanks.count - 1
  }
}
