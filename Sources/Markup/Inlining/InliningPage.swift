/// A page taken apart: its tokens, its elements, its rules.
struct InliningPage {
  let bytes: [UInt8]
  let tokens: [HTMLToken]
  let tree: PageTree
  private(set) var styles = PageStyles()
  /// For each sheet the token of its `<style>` tag.
  private(set) var sheetTags: [Int] = []
  private(set) var styleOctets = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens = HTMLTokenizer.tokens(of: bytes)
    tree = PageTreeBuilder.tree(of: tokens, in: bytes)
    for element in tree.elements where element.name == "style" { addSheet(element) }
  }

  private mutating func addSheet(_ element: PageElement) {
    let type = ASCIICase.lowercased(element.attribute("type") ?? "")
    guard let tag = element.tag, type.isEmpty || type == "text/css", tag + 1 < tokens.count,
      tokens[tag + 1].kind == .rawText
    else { return }
    let text = bytes[tokens[tag + 1].range]
    styleOctets += text.count
    guard styleOctets <= 1_000_000 else { return }
    sheetTags.append(tag)
    let media = (element.attribute("media") ?? "").lowercased()
    styles.add(
      StyleSheetParser.sheet(Array(text)),
      isConditional: !["", "all"].contains(media) || element.attribute("title") != nil)
  }

  /// What keeps all styles where they are.
  var obstacles: [InliningNote] {
    var found: [InliningNote] = []
    for (sheet, tag) in zip(styles.sheets, sheetTags) {
      for oddity in sheet.oddities {
        guard let reason = Self.obstacle(oddity.kind) else { continue }
        found.append(.init(line: line(of: oddity.offset, behind: tag), reason: reason))
      }
    }
    for part in styles.parts where !part.isMovable && part.selector?.readsStyleAttribute == true {
      found.append(.init(line: line(of: part), reason: .readsStyles(part.text)))
    }
    return found
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
    var found: [InliningNote] = []
    for (sheet, tag) in zip(styles.sheets, sheetTags) {
      for oddity in sheet.oddities where oddity.kind == .importedSheet {
        found.append(.init(line: line(of: oddity.offset, behind: tag), reason: .importedSheet))
      }
    }
    for part in styles.parts where part.selector == nil {
      found.append(.init(line: line(of: part), reason: .unknownSelector(part.text)))
    }
    for misplaced in tree.misplaced.prefix(20) {
      let start = tokens[misplaced.token].range.lowerBound
      found.append(.init(line: line(at: start), reason: .misplacedTag(misplaced.name)))
    }
    return found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }

  private func line(of part: SheetPart) -> Int {
    line(of: part.offset, behind: sheetTags[part.sheet])
  }

  private func line(of offset: Int, behind tag: Int) -> Int {
    line(at: tokens[tag + 1].range.lowerBound + offset)
  }

  private func line(at place: Int) -> Int {
    1 + bytes[..<place].count { $0 == CSSByte.lineFeed }
  }
}
