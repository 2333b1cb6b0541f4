import Web

/// One thing that is wrong, with what to do about it.
enum FlawNote {
  static func html(_ message: String, hint: String?, kind: String = "") -> HTML {
    .div(
      "note \(kind)", .p("what", .text(message)),
      hint.map { HTML.p("hint", .text(sentence($0))) } ?? .nothing)
  }

  /// With a capital letter and a full stop, as it stands alone.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    let end = text.last.map { ".?!:".contains($0) } ?? true ? "" : "."
    // Commands and names begin as they are written.
    return (first.isLetter ? first.uppercased() + text.dropFirst() : text) + end
  }
}
