/// A page taken apart: its tokens, its elements, its rules.
struct InliningPage {
  let bytes: [UInt8]
  let tokens: [HTMLToken]
  let tree: PageTree
  private(set) var styles: PageStyles
  /// For each sheet the token of its `<style>` tag.
  private(set) var sheetTags: [Int] = []
  private(set) var styleOctets = 0

  init(_ bytes: [UInt8], _ memory: InliningMemory) {
    self.bytes = bytes
    tokens = HTMLTokenizer.tokens(of: bytes)
    tree = PageTreeBuilder.tree(of: tokens, in: bytes)
    styles = PageStyles()
    var sheets: [WrittenSheet] = []
    for element in tree.elements where element.name == "style" { addSheet(element, to: &sheets) }
    styles = memory.styles(of: sheets)
    styles.findPointless(on: tree)
  }

  private mutating func addSheet(_ element: PageElement, to sheets: inout [WrittenSheet]) {
    let type = ASCIICase.lowercased(element.attribute("type") ?? "")
    guard let tag = element.tag, type.isEmpty || type == "text/css", tag + 1 < tokens.count,
      tokens[tag + 1].kind == .rawText
    else { return }
    let text = bytes[tokens[tag + 1].range]
    styleOctets += text.count
    guard styleOctets <= 1_000_000 else { return }
    sheetTags.append(tag)
    let media = (element.attribute("media") ?? "").lowercased()
    sheets.append(
      WrittenSheet(
        text: Array(text),
        isConditional: !["", "all"].contains(media) || element.attribute("title") != nil))
  }

  /// Of each sort of note, more than this say nothing new.
  private static let mostNotes = 20

  /// What keeps all styles where they are.
  var obstacles: [InliningNote] {
    let odd = oddities { Self.obstacle($0) }
    let reading = styles.parts.lazy
      .filter { !$0.isMovable && $0.selector?.readsStyleAttribute == true }
      .prefix(Self.mostNotes)
      .map { note(.readsStyles($0.text), at: $0) }
    return odd + Array(reading)
  }

  private func oddities(
    _ reason: (StyleSheet.Oddity.Kind) -> InliningNote.Reason?
  ) -> [InliningNote] {
    let found = styles.sheets.enumerated().flatMap { number, sheet in
      sheet.oddities.compactMap { oddity in
        reason(oddity.kind).map { (offset: oddity.offset, sheet: number, reason: $0) }
      }
    }
    return found.prefix(Self.mostNotes).map { note($0.reason, at: $0.offset, of: $0.sheet) }
  }

  private static func obstacle(_ kind: StyleSheet.Oddity.Kind) -> InliningNote.Reason? {
    switch kind {
    case .importedSheet: nil
    case .atRule(let name): .otherCascade("@" + name)
    case .nestedRule: .otherCascade("a rule inside a rule")
    case .tooMuch: .tooLarge
    }
  }

  /// What was left out or may be wrong.
  var notes: [InliningNote] {
    let imports = oddities { $0 == .importedSheet ? .importedSheet : nil }
    let unknown = styles.parts.lazy.filter { $0.selector == nil }.prefix(Self.mostNotes)
      .map { note(.unknownSelector($0.text), at: $0) }
    let misplaced = tree.misplaced.prefix(Self.mostNotes).map { tag in
      let start = tokens[tag.token].range.lowerBound
      return InliningNote(line: line(at: start), reason: .misplacedTag(tag.name))
    }
    let found = imports + Array(unknown) + misplaced
    return found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }

  private func note(_ reason: InliningNote.Reason, at part: SheetPart) -> InliningNote {
    note(reason, at: part.offset, of: part.sheet)
  }

  private func note(
    _ reason: InliningNote.Reason, at offset: Int, of sheet: Int
  ) -> InliningNote {
    let start = tokens[sheetTags[sheet] + 1].range.lowerBound
    let line = line(at: start + offset)
    return InliningNote(
      line: line, reason: reason,
      place: .init(sheet: sheet + 1, line: line - self.line(at: start) + 1))
  }

  private func line(at place: Int) -> Int {
    1 + bytes[..<place].count { $0 == CSSByte.lineFeed }
  }
}
