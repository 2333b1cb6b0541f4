import Diagnostics
import Newsletter

/// Reads the lines between `---` and `---` at the head of an introduction: `key: value`, and lists
/// as `[a, b]` or as lines that begin with `- `.
///
/// It is a small part of YAML. Nothing in it is guessed: what is not understood is told with its
/// line. A `#` begins a comment at the beginning of a line alone, for titles have numbers in them.
struct FrontMatterReader {
  private(set) var matter = FrontMatter()
  private(set) var flaws: [FrontMatterError.Flaw] = []
  private var seen: Set<String> = []
  /// The list whose `- ` lines are being read.
  private var openList: String?
  private var openLine = 0
  /// Where each story is named.
  private var places: [(key: String, story: StoryReference, line: Int)] = []
  /// Where the subject stands.
  private(set) var subjectLine: Int?
  private var entries: [(text: String, line: Int)] = []

  static let keys = ["subject", "preheader", "pin", "exclude", "order"]
  private static let lists: Set = ["pin", "exclude", "order"]
  static let longestText = 200
  static let mostStories = 200

  /// - Parameter firstLine: the number of the first of the lines in its file.
  init(_ lines: [Substring], firstLine: Int) {
    for (index, line) in lines.enumerated() { read(line.trimmed, firstLine + index) }
    closeList()
    for story in matter.pinned where matter.excluded.contains(story) {
      // Where the second of the two stands.
      let lines = places.filter { $0.story == story && $0.key != "order" }.map(\.line)
      flag(.pinnedAndExcluded("\(story)"), lines.max() ?? firstLine)
    }
  }

  private mutating func flag(_ reason: FrontMatterError.Reason, _ line: Int) {
    flaws.append(FrontMatterError.Flaw(line: line, reason: reason))
  }

  private mutating func read(_ line: String, _ number: Int) {
    if line.isEmpty || line.hasPrefix("#") { return }
    if line == "-" || line.hasPrefix("- ") {
      guard openList != nil else { return flag(.strayEntry, number) }
      entries.append((String(line.dropFirst())[...].trimmed, number))
      return
    }
    closeList()
    guard let colon = line.firstIndex(of: ":") else { return flag(.notASetting(line), number) }
    let key = line[..<colon].trimmed
    let value = line[line.index(after: colon)...].trimmed
    guard Self.keys.contains(key) else {
      return flag(
        .unknownKey(key, nearest: Suggestion.nearest(to: key, among: Self.keys)), number)
    }
    guard seen.insert(key).inserted else { return flag(.repeatedKey(key), number) }
    if Self.lists.contains(key) {
      openList = key
      openLine = number
      entries = Self.inline(value).map { ($0, number) }
    } else {
      setText(key, Self.unquoted(value), number)
    }
  }

  private mutating func setText(_ key: String, _ text: String, _ line: Int) {
    let text = OneLine(text).text
    if text.isEmpty { return flag(.empty(key), line) }
    if text.count > Self.longestText { return flag(.tooLong(key), line) }
    guard key == "subject" else {
      matter.preheader = text
      return
    }
    matter.subject = text
    subjectLine = line
  }

  private mutating func closeList() {
    guard let key = openList else { return }
    openList = nil
    if entries.isEmpty { return flag(.empty(key), openLine) }
    if entries.count > Self.mostStories { return flag(.tooMany(key), openLine) }
    var references: [StoryReference] = []
    for entry in entries {
      let text = Self.unquoted(entry.text)
      guard let reference = StoryReference(text) else {
        flag(.notAStory(text), entry.line)
        continue
      }
      if references.contains(reference) { continue }
      references.append(reference)
      places.append((key, reference, entry.line))
    }
    switch key {
    case "pin": matter.pinned = references
    case "exclude": matter.excluded = references
    default: matter.order = references
    }
  }

  /// `[a, b]`, `a, b` and `a`.
  private static func inline(_ value: String) -> [String] {
    var inside = value[...]
    if inside.hasPrefix("["), inside.hasSuffix("]") { inside = inside.dropFirst().dropLast() }
    return inside.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count > 1, let mark = text.first, mark == "\"" || mark == "'", text.last == mark
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
