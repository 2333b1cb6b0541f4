import Newsletter

/// Which of a reader's fields the templates name, and how: read once for an edition.
///
/// Where this cannot be sure it takes more than there is: a field too many costs time, one too few
/// would send one reader's text to another.
struct MergeUse: Sendable {
  /// The fields that a message may depend on, in a fixed order.
  private(set) var fields: [MergeField] = []
  /// Those of them whose value decides more than the place it is written to (`uppercased(…)`).
  private(set) var decisive: Set<MergeField> = []
  /// The subject names the reader, so that each has a subject of their own.
  private(set) var hasPersonalSubject = false
  /// The templates use the reader in a way that only rendering for each can follow.
  private(set) var needsWholeReader = false

  private var words: Set<String> = []
  private var decisiveWords: Set<String> = []

  /// - Parameter hasPersonalLinks: each reader has links of their own.
  init(_ texts: TemplateTexts, hasPersonalLinks: Bool = true) {
    var roots: Set<String> = ["subscriber"]
    if hasPersonalLinks { roots.formUnion(Self.linkGroups) }
    read(texts.subject, roots: roots)
    hasPersonalSubject = !words.isEmpty || needsWholeReader
    if hasPersonalSubject { roots.insert("subject") }
    for text in [texts.layout, texts.story, texts.text] { read(text, roots: roots) }
    if hasPersonalSubject, decisiveWords.contains("subject") { needsWholeReader = true }
    // A value that becomes a tag is the page's structure, and its styles may depend on it.
    if [texts.layout, texts.story].contains(where: { $0.contains("<{{") }) {
      needsWholeReader = true
    }
    for field in words.sorted().flatMap(MergeField.named) where !fields.contains(field) {
      fields.append(field)
    }
    decisive = Set(decisiveWords.flatMap(MergeField.named))
  }

  private struct Section {
    let tag: TemplateTag
    let path: [String]
    let isPersonal: Bool
  }

  private mutating func read(_ template: String, roots: Set<String>) {
    var open: [Section] = []
    for tag in TemplateScanner(template).tags {
      if tag.kind == .close {
        _ = open.popLast()
        continue
      }
      let path = tag.name.split(separator: ".").map(String.init)
      let isPersonal = open.last?.isPersonal ?? false || path.first.map(roots.contains) ?? false
      if tag.name == ".", !Self.isText(open.last) { needsWholeReader = true }
      if isPersonal { note(tag, path, in: open) }
      if tag.kind == .section || tag.kind == .inverted {
        open.append(Section(tag: tag, path: path, isPersonal: isPersonal))
      }
    }
  }

  private mutating func note(_ tag: TemplateTag, _ path: [String], in open: [Section]) {
    words.formUnion(path)
    // What is included was not written with a reader in mind: its names may mean other things here.
    if tag.kind == .partial { needsWholeReader = true }
    let isLinkGroup = path.count == 1 && Self.linkGroups.contains(path[0])
    let isGroup = path.last == "subscriber" || path.last == "fields" || isLinkGroup
    let isSection = tag.kind == .section || tag.kind == .inverted
    // All columns at once, in Swift's description or counted.
    if isGroup, !isSection || tag.transform != nil { needsWholeReader = true }
    if tag.transform != nil {
      decisiveWords.formUnion(path)
      for section in open where section.isPersonal { decisiveWords.formUnion(section.path) }
    }
  }

  /// Whether `.` in this section is a text, and not the reader, or the digest with the reader in it.
  private static func isText(_ section: Section?) -> Bool {
    guard let section, section.tag.kind == .section, section.tag.transform == nil,
      let last = section.path.last
    else { return false }
    return texts.contains(last) || section.path.dropLast().last == "fields"
  }

  /// What holds the reader's own links.
  private static let linkGroups: Set<String> = ["leave", "preferences"]

  /// What is a text, or a list of texts, wherever it is named.
  private static let texts: Set<String> = [
    "name", "address", "language", "teaser", "postalAddressLines", "url", "website", "date",
    "author",
    "title",
  ]
}
