/// All that elements of one kind may get: those that the same rules mean and that have the same
/// `style` attribute.
struct CascadeProfile {
  /// From the weakest to the strongest, as the cascade of the page has them.
  let entries: [CascadeEntry]
  /// The property of each entry, by its number among those of this profile.
  let kinds: [Int]
  /// For each of these properties, those with which it can be at odds, itself among them.
  let meeting: [[Int]]

  /// For each property, those of which it leaves nothing.
  private let covering: [[Int]]
  /// Entries that say the same have the same number.
  private let texts: [Int]

  init(_ entries: [CascadeEntry], _ properties: CascadeProperties) {
    self.entries = entries
    var kindOfProperty: [Int: Int] = [:]
    var present: [Int] = []
    var numbers: [String: Int] = [:]
    var (kinds, texts): ([Int], [Int]) = ([], [])
    for entry in entries {
      if kindOfProperty[entry.property] == nil {
        kindOfProperty[entry.property] = present.count
        present.append(entry.property)
      }
      kinds.append(kindOfProperty[entry.property, default: 0])
      let number = numbers[entry.text] ?? numbers.count
      numbers[entry.text] = number
      texts.append(number)
    }
    (self.kinds, self.texts) = (kinds, texts)
    let relations = present.map { properties.relations(of: $0, among: kindOfProperty) }
    meeting = relations.map { $0.map(\.kind) }
    covering = relations.map { $0.filter(\.isCovered).map(\.kind) }
  }

  /// Which of the entries that are present can be left out behind stronger ones that are.
  ///
  /// One walk from the strongest to the weakest.
  func covered(among isPresent: [Bool]) -> [Bool] {
    var isCovered = Array(repeating: false, count: entries.count)
    var isTaken = Array(repeating: false, count: meeting.count)
    var hasTaken = isTaken
    var isSaid = Array(repeating: false, count: entries.count)
    for place in entries.indices.reversed() where isPresent[place] {
      let (kind, text) = (kinds[place], texts[place])
      isCovered[place] = isTaken[kind] || isSaid[text]
      isSaid[text] = true
      guard entries[place].isPlain, !hasTaken[kind] else { continue }
      hasTaken[kind] = true
      for other in covering[kind] { isTaken[other] = true }
    }
    return isCovered
  }
}
