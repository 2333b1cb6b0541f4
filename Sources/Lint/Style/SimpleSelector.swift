/// A selector as far as newsletters need it: type, class, id, attribute, and what they are inside.
struct SimpleSelector: Sendable, Hashable {
  struct Compound: Sendable, Hashable {
    var type: String?
    var id: String?
    var classes: [String] = []
    var attributes: [Attribute] = []
    var isRoot = false
    /// `:first-child` and its like.
    var rank: HTMLPage.Rank = []
    /// Whether the element around must fit the compound before, not just any further out.
    var isChild = false

    var isEmpty: Bool {
      type == nil && id == nil && classes.isEmpty && attributes.isEmpty && !isRoot
        && rank.isEmpty
    }
  }

  struct Attribute: Sendable, Hashable {
    var name: String
    /// Nil: the attribute must only be there.
    var value: String?
  }

  /// The last one is the element that is meant.
  private(set) var compounds: [Compound] = []
  /// Ids, classes and the like, types.
  private(set) var specificity = 0

  /// The selectors of a list that can be read; those with pseudo-classes, siblings and the like,
  /// which mean other states or rarely a newsletter, are left out.
  static func list(_ text: String) -> [SimpleSelector] {
    text.split(separator: ",").compactMap { SimpleSelector(String($0)) }
  }

  private static let mostCompounds = 16

  init?(_ text: String) {
    let spaced = text.replacing(">", with: " > ")
    var isChild = false
    for word in spaced.split(whereSeparator: { $0.isWhitespace }) {
      if word == ">" {
        isChild = true
        continue
      }
      guard var compound = Self.compound(word), compounds.count < Self.mostCompounds else {
        return nil
      }
      compound.isChild = isChild && !compounds.isEmpty
      isChild = false
      compounds.append(compound)
    }
    guard !compounds.isEmpty else { return nil }
    specificity = compounds.reduce(0) {
      $0 + ($1.id == nil ? 0 : 1_000_000)
        + ($1.classes.count + $1.attributes.count + ($1.isRoot ? 1 : 0)
          + ($1.rank.isEmpty ? 0 : 1)) * 1000
        + ($1.type == nil ? 0 : 1)
    }
  }

  private static func compound(_ word: Substring) -> Compound? {
    var compound = Compound()
    var rest = word
    if rest.first == "*" { rest.removeFirst() }
    let type = rest.prefix { isName($0) }
    if !type.isEmpty { compound.type = type.lowercased() }
    rest = rest.dropFirst(type.count)
    while let sign = rest.first {
      rest.removeFirst()
      if sign == "[" {
        guard let end = rest.firstIndex(of: "]"), let attribute = attribute(rest[..<end]) else {
          return nil
        }
        compound.attributes.append(attribute)
        rest = rest[rest.index(after: end)...]
        continue
      }
      let name = rest.prefix { isName($0) }
      guard !name.isEmpty else { return nil }
      rest = rest.dropFirst(name.count)
      switch sign {
      case ".": compound.classes.append(String(name))
      case "#": compound.id = String(name)
      case ":" where name.lowercased() == "root" || name.lowercased() == "link":
        compound.isRoot = name.lowercased() == "root"
      case ":":
        guard let rank = ranks[name.lowercased()] else { return nil }
        compound.rank.insert(rank)
      default: return nil
      }
    }
    return compound
  }

  private static let ranks: [String: HTMLPage.Rank] = [
    "first-child": .firstChild, "last-child": .lastChild, "first-of-type": .firstOfType,
    "last-of-type": .lastOfType, "only-child": [.firstChild, .lastChild],
    "only-of-type": [.firstOfType, .lastOfType],
  ]

  private static func attribute(_ text: Substring) -> Attribute? {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = halves.first, !name.isEmpty, name.allSatisfy(isName) else { return nil }
    let value = halves.dropFirst().first.map { $0.filter { $0 != "\"" && $0 != "'" } }
    return Attribute(name: name.lowercased(), value: value)
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  // MARK: Matching

  func matches(_ element: Int, in page: HTMLPage) -> Bool {
    guard let last = compounds.last, Self.fits(last, element, in: page) else { return false }
    var needed = compounds.count - 2
    var isChild = last.isChild
    // The nearest that fits is taken: so it costs no more than the elements around.
    for ancestor in page.ancestors(of: element) {
      guard needed >= 0 else { return true }
      if Self.fits(compounds[needed], ancestor, in: page) {
        isChild = compounds[needed].isChild
        needed -= 1
      } else if isChild {
        return false
      }
    }
    return needed < 0
  }

  private static func fits(_ compound: Compound, _ element: Int, in page: HTMLPage) -> Bool {
    let candidate = page.elements[element]
    if let type = compound.type, type != candidate.name { return false }
    if !candidate.rank.isSuperset(of: compound.rank) { return false }
    if compound.isRoot, candidate.name != "html" { return false }
    if let id = compound.id, candidate.attribute("id") != id { return false }
    for attribute in compound.attributes {
      guard let value = candidate.attribute(attribute.name) else { return false }
      if let wanted = attribute.value, wanted != value { return false }
    }
    guard !compound.classes.isEmpty else { return true }
    guard let classes = candidate.attribute("class") else { return false }
    let names = classes.split(whereSeparator: { $0.isWhitespace })
    return compound.classes.allSatisfy { name in names.contains { $0 == name } }
  }
}
