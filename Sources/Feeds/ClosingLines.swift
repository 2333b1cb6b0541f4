import Foundation
import Markup
import Newsletter

/// The lines at the end of a teaser that lead elsewhere ("Click here for the full list"), taken
/// apart from the teaser itself.
struct ClosingLines {
  /// The teaser.
  private(set) var remaining: [TextLine]
  /// The related links, in the text's order.
  private(set) var links: [RelatedLink] = []

  /// More lines than these are no closing lines any more.
  private static let limit = 8

  /// - Parameter story: the story's own address; a pointer to it is dropped.
  init(_ lines: [TextLine], story: URL?) {
    remaining = lines
    for _ in 0..<Self.limit {
      guard let last = remaining.last, takeApart(last, story: story) else { break }
    }
  }

  /// Whether the last line was, or ended in, a pointer.
  private mutating func takeApart(_ line: TextLine, story: URL?) -> Bool {
    guard PointerPhrase.isFooter(line.text) || !line.links.isEmpty else { return false }
    if PointerPhrase.isFooter(line.text) {
      remaining.removeLast()
      return true
    }
    let sentence = Self.pointer(in: line, isAlone: remaining.count == 1)
    guard let sentence else { return false }
    add(sentence, story: story)
    remaining.removeLast()
    if sentence.start > 0 { remaining.append(line.prefix(sentence.start)) }
    return sentence.start == 0
  }

  private mutating func add(_ sentence: Sentence, story: URL?) {
    let targets = sentence.links.compactMap(\.url).filter { !Self.isSame($0, story) }
    guard let target = targets.first else { return }
    links.insert(RelatedLink(text: sentence.text, url: target), at: 0)
  }

  private struct Sentence {
    var text: String
    var links: [TextLine.Link]
    /// Where it begins in its line, in UTF-8 bytes.
    var start: Int
  }

  private static func pointer(in line: TextLine, isAlone: Bool) -> Sentence? {
    let whole = Sentence(text: line.text, links: line.links, start: 0)
    let length = line.text.utf8.count
    // A text of one paragraph that begins "Register now" is the teaser itself.
    if length <= (isAlone ? 120 : 300), PointerPhrase.begins(line.text) { return whole }
    if length <= 300, line.links.contains(where: { PointerPhrase.isPointer(line.words(of: $0)) }) {
      if let last = lastSentence(of: line) { return last }
      return isAlone ? nil : whole
    }
    if let last = lastSentence(of: line) { return last }
    let isOnlyLink = line.links.count == 1 && line.links[0].range.count * 10 >= length * 9
    return isOnlyLink && !isAlone && length <= 120 && !line.text.hasPrefix("- ") ? whole : nil
  }

  /// The sentence at the end of a longer line, when it has a link and reads as a pointer.
  private static func lastSentence(of line: TextLine) -> Sentence? {
    guard let link = line.links.last else { return nil }
    let bytes = Array(line.text.utf8)
    let start = sentenceStart(in: bytes, before: link.range.lowerBound)
    guard start > 0, bytes.count - start <= 300 else { return nil }
    let text = String(decoding: bytes[start...], as: UTF8.self)
    let inside = line.links.filter { $0.range.lowerBound >= start }
    let isPointer =
      PointerPhrase.begins(text) || inside.contains { PointerPhrase.isPointer(line.words(of: $0)) }
    return isPointer ? Sentence(text: text, links: inside, start: start) : nil
  }

  /// Behind the last full stop and space before a place, or 0.
  private static func sentenceStart(in bytes: [UInt8], before place: Int) -> Int {
    let stops = Set(".!?)]\"\u{2019}\u{201D}\u{2026}".utf8)
    var index = place - 1
    while index > 0 {
      if bytes[index] == 0x20, stops.contains(bytes[index - 1]) { return index + 1 }
      index -= 1
    }
    return 0
  }

  /// Whether two addresses mean one page.
  static func isSame(_ url: URL, _ story: URL?) -> Bool {
    guard let story else { return false }
    return key(url) == key(story)
  }

  private static func key(_ url: URL) -> String {
    var path = url.path()
    while path.hasSuffix("/") { path.removeLast() }
    let query = (url.query() ?? "").split(separator: "&").filter { !$0.hasPrefix("utm_") }
    return (url.host()?.lowercased() ?? "") + path + "?" + query.joined(separator: "&")
  }
}

extension TextLine {
  /// The line up to a place in its UTF-8, without the space there.
  fileprivate func prefix(_ length: Int) -> TextLine {
    var line = TextLine()
    line.text = String(decoding: Array(text.utf8.prefix(length)), as: UTF8.self)
      .trimmingCharacters(in: .whitespaces)
    line.links = links.filter { $0.range.upperBound <= line.text.utf8.count }
    line.beginsParagraph = beginsParagraph
    return line
  }
}
