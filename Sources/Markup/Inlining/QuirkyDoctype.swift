/// Which document types ask browsers for the rules of the nineties (HTML standard, 13.2.6.4.1).
enum QuirkyDoctype {
  static func isQuirky(_ written: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: written, as: UTF8.self).lowercased()
    let words = text.dropFirst("<!doctype".count).dropLast()
      .split(separator: "\"", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: "'", omittingEmptySubsequences: false) }
    let name = words.first?.split(whereSeparator: \.isWhitespace) ?? []
    guard name.first == "html" else { return true }
    guard name.contains("public"), words.count > 1 else { return false }
    let identifier = words[1]
    if forgotten.contains(where: identifier.hasPrefix) { return true }
    let hasSystemIdentifier = words.count > 3 && words[3].contains(".")
    return !hasSystemIdentifier && untilStrict.contains(where: identifier.hasPrefix)
  }

  private static let forgotten = [
    "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html experimental", "-//w3c//dtd w3 html", "-//w3o//dtd w3 html", "-//ietf//dtd",
    "-//microsoft//dtd", "-//netscape", "-//softquad", "-//sun microsystems", "-//spyglass",
    "-//o'reilly", "-//sq//dtd", "-//metrius//", "-//webtechs//", "-//as//dtd html 3",
    "-//advasoft ltd//dtd html 3", "+//silmaril//dtd html",
  ]

  private static let untilStrict = [
    "-//w3c//dtd html 4.01 transitional//", "-//w3c//dtd html 4.01 frameset//",
  ]
}
