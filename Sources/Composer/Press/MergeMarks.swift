/// The marks that stand in a rendered text where a reader's values go.
///
/// A mark is letters and digits, which neither HTML nor plain text changes, and holds a secret, so
/// that no story and no column of a list can have one.
struct MergeMarks: Sendable {
  /// One stretch of a marked text.
  enum Piece: Hashable, Sendable {
    case text([UInt8])
    /// By its number among the fields.
    case field(Int)
  }

  private let stem: [UInt8]

  /// - Parameter secret: letters and digits that nobody outside can know.
  init(secret: String) { stem = Array("m\(secret)f".utf8) }

  func mark(_ field: Int) -> String {
    String(decoding: stem, as: UTF8.self) + String(field) + "x"
  }

  func isIn(_ text: ArraySlice<UInt8>) -> Bool { firstStem(in: text) != nil }

  /// The text between the marks, and which they are; no piece is empty.
  func pieces(of text: ArraySlice<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    while let start = firstStem(in: rest) {
      let number = rest[(start + stem.count)...].prefix { $0 != UInt8(ascii: "x") }
      guard number.endIndex < rest.endIndex,
        let field = Int(String(decoding: number, as: UTF8.self))
      else { break }
      if start > rest.startIndex { pieces.append(.text(Array(rest[..<start]))) }
      pieces.append(.field(field))
      rest = rest[(number.endIndex + 1)...]
    }
    if !rest.isEmpty { pieces.append(.text(Array(rest))) }
    return pieces
  }

  private func firstStem(in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= stem.count else { return nil }
    return (text.startIndex...(text.endIndex - stem.count)).first {
      text[$0] == stem[0] && text[$0...].starts(with: stem)
    }
  }
}
