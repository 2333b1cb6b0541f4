/// Finds the tags of a template and where each stands; comments are skipped.
struct TemplateScanner {
  private(set) var tags: [TemplateTag] = []
  /// The line of a `{{` without its `}}`.
  private(set) var unclosedLine: Int?

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var line = 1
    var position = 0
    while let open = Self.find("{{", in: bytes, from: position) {
      line += Self.lineEnds(bytes[position..<open])
      let isTriple = open + 2 < bytes.count && bytes[open + 2] == UInt8(ascii: "{")
      let start = open + (isTriple ? 3 : 2)
      guard let end = Self.find(isTriple ? "}}}" : "}}", in: bytes, from: start) else {
        unclosedLine = line
        return
      }
      let inside = String(decoding: bytes[start..<end], as: UTF8.self)
      if !inside.hasPrefix("!") {
        tags.append(TemplateTag(inside[...], isTriple: isTriple, line: line))
      }
      line += Self.lineEnds(bytes[open..<end])
      position = end + (isTriple ? 3 : 2)
    }
  }

  private static func find(_ mark: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let count = mark.utf8CodeUnitCount
    let first = mark.utf8Start[0]
    guard bytes.count >= count, start <= bytes.count - count else { return nil }
    return (start...(bytes.count - count)).first { index in
      // Both marks repeat one byte.
      (0..<count).allSatisfy { bytes[index + $0] == first }
    }
  }

  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == UInt8(ascii: "\n") }
  }
}
