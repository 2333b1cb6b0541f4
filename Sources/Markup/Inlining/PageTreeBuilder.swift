/// Arranges tokens as a tree, with the elements whose tags were left out: the part of the HTML
/// standard's section 13.2.6 that well-meant pages need.
///
/// It is not libxml2's parser, which knows HTML 4: that one puts no `tbody` into tables, so
/// selectors would find other elements than in a browser, and it does not say where an element
/// stands in the text, so that the whole page would have to be written anew.
struct PageTreeBuilder {
  var tree = PageTree()
  /// The open elements, the outermost first.
  var open: [Int] = []
  /// The token being looked at.
  var token = 0
  private let bytes: [UInt8]
  private var stage = Stage.beforeHTML
  /// The depth of a `template`, in which nothing counts.
  private var templateDepth = 0

  private enum Stage { case beforeHTML, beforeHead, inHead, afterHead, inBody }

  /// More elements inside each other than this are not told apart.
  static let deepest = 400

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func tree(of tokens: [HTMLToken], in bytes: [UInt8]) -> PageTree {
    var builder = PageTreeBuilder(bytes)
    for (place, token) in tokens.enumerated() {
      builder.token = place
      builder.take(token)
    }
    builder.tree.finish()
    return builder.tree
  }

  private mutating func take(_ token: HTMLToken) {
    if templateDepth > 0 { return skipTemplate(token) }
    switch token.kind {
    case .doctype where stage == .beforeHTML:
      tree.isQuirky = QuirkyDoctype.isQuirky(bytes[token.range])
    case .text: takeText(token)
    case .rawText: if let last = open.last { tree.elements[last].hasText = true }
    case .startTag: takeStart(token)
    case .endTag: takeEnd(token)
    default: break
    }
  }

  private mutating func skipTemplate(_ token: HTMLToken) {
    guard token.name == "template" else { return }
    templateDepth += token.kind == .startTag ? 1 : -1
  }

  // MARK: Before the body

  private mutating func takeText(_ token: HTMLToken) {
    let isBlank = bytes[token.range].allSatisfy(CSSByte.isWhitespace)
    if stage != .inBody {
      if isBlank { return }
      advance(to: .inBody)
    }
    if !isBlank, let current = currentName, isBetweenCells(current) { misplaced("text") }
    guard let last = open.last else { return }
    tree.elements[last].hasText = true
    tree.textParents[self.token] = last
  }

  /// Opens what must be open before `wanted`, as if its tags were there.
  private mutating func advance(to wanted: Stage) {
    if stage == .beforeHTML, wanted != .beforeHTML {
      push(implied: "html")
      stage = .beforeHead
    }
    if stage == .beforeHead, wanted != .beforeHead {
      push(implied: "head")
      stage = .inHead
    }
    if stage == .inHead, wanted == .afterHead || wanted == .inBody {
      open.removeLast()
      stage = .afterHead
    }
    if stage == .afterHead, wanted == .inBody {
      push(implied: "body")
      stage = .inBody
    }
  }

  private mutating func takeStart(_ token: HTMLToken) {
    switch token.name {
    case "html": takeOutermost(token, stage == .beforeHTML, then: .beforeHead)
    case "head":
      guard stage == .beforeHTML || stage == .beforeHead else { return }
      advance(to: .beforeHead)
      takeOutermost(token, true, then: .inHead)
    case "body":
      if stage != .inBody { advance(to: .afterHead) }
      takeOutermost(token, stage == .afterHead, then: .inBody)
    case _ where stage != .inBody && HTMLKinds.metadata.contains(token.name): takeMetadata(token)
    default:
      advance(to: .inBody)
      takeBody(token)
    }
  }

  /// A second tag of these only adds its attributes to the first one.
  private mutating func takeOutermost(_ token: HTMLToken, _ isFirst: Bool, then next: Stage) {
    guard isFirst else {
      if !token.attributes.isEmpty { misplaced(token.name) }
      return
    }
    push(token)
    stage = next
  }

  private mutating func takeMetadata(_ token: HTMLToken) {
    guard stage == .afterHead, let head = tree.elements.firstIndex(where: { $0.name == "head" })
    else {
      advance(to: .inHead)
      push(token)
      return closeAtOnce(token)
    }
    open.append(head)
    push(token)
    closeAtOnce(token)
    open.removeAll { $0 == head }
  }

  private mutating func takeEnd(_ token: HTMLToken) {
    switch token.name {
    case "html", "body": if stage != .inBody { advance(to: .inBody) }
    case "head": if stage != .inBody { advance(to: .afterHead) }
    default:
      let isRawText = HTMLKinds.rawText.contains(token.name)
      if isRawText, currentName == token.name {
        open.removeLast()
      } else if stage == .inBody {
        takeBodyEnd(token)
      }
    }
  }

  // MARK: Elements

  var currentName: String? { open.last.map { tree.elements[$0].name } }

  func name(_ place: Int) -> String { tree.elements[open[place]].name }

  mutating func push(_ token: HTMLToken) {
    let parent = isBetweenCells(currentName ?? "") && isStray(token) ? foster(token) : open.last
    insert(token, into: parent)
    open.append(tree.elements.count - 1)
  }

  /// Takes a void element off the open ones again, and counts what cannot be.
  mutating func closeAtOnce(_ token: HTMLToken) {
    if token.name == "template" { templateDepth = 1 }
    let isForeign = token.isSelfClosing && open.dropLast().contains { isForeignRoot($0) }
    let isEmptyForeign = token.isSelfClosing && HTMLKinds.foreign.contains(token.name)
    let isTemplate = token.name == "template"
    if HTMLKinds.void.contains(token.name) || isForeign || isEmptyForeign || isTemplate {
      open.removeLast()
    }
  }

  private func isForeignRoot(_ index: Int) -> Bool {
    HTMLKinds.foreign.contains(tree.elements[index].name)
  }

  mutating func push(implied name: String) {
    add(PageElement(name: name, parent: open.last, tag: nil, beginsBefore: token))
    open.append(tree.elements.count - 1)
  }

  private mutating func insert(_ token: HTMLToken, into parent: Int?) {
    var element = PageElement(
      name: token.name, parent: parent, tag: self.token, beginsBefore: self.token)
    for attribute in token.attributes where element.attribute(attribute.name) == nil {
      element.attributes.append(
        (attribute.name, CharacterReferences.decoded(bytes[attribute.value])))
    }
    element.id = element.attribute("id")
    element.classes = Self.words(element.attribute("class") ?? "")
    add(element)
  }

  private mutating func add(_ element: PageElement) {
    tree.elements.append(element)
    guard let parent = element.parent else { return }
    tree.elements[parent].children.append(tree.elements.count - 1)
  }

  private static func words(_ text: String) -> [String] {
    text.utf8.split(whereSeparator: CSSByte.isWhitespace).map { String(Substring($0)) }
  }

  mutating func misplaced(_ name: String) {
    tree.misplaced.append(.init(name: name, token: token))
  }

  // MARK: What stands in a table outside its cells

  func isBetweenCells(_ name: String) -> Bool {
    name == "table" || name == "tr" || HTMLKinds.tableSections.contains(name)
  }

  private func isStray(_ token: HTMLToken) -> Bool {
    !HTMLKinds.tableParts.contains(token.name)
      && !["script", "style", "template", "form", "input"].contains(token.name)
  }

  /// Browsers move it before the table.
  private mutating func foster(_ token: HTMLToken) -> Int? {
    misplaced(token.name)
    let table = open.lastIndex { tree.elements[$0].name == "table" }
    return table.flatMap { tree.elements[open[$0]].parent }
  }
}
