/// The properties of one page by number, and which of them are at odds.
struct CascadeProperties {
  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var reaches: [PropertyReach] = []
  private var known: [Pair: Relation] = [:]

  struct Relation {
    var meets: Bool
    var covers: Bool
  }

  private struct Pair: Hashable {
    var one: Int
    var other: Int
  }

  mutating func number(_ name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(name)
    reaches.append(PropertyReach(name))
    return names.count - 1
  }

  /// Whether the two can be at odds, and whether the first leaves nothing of the other.
  mutating func relation(_ one: Int, to other: Int) -> Relation {
    if one == other { return Relation(meets: true, covers: true) }
    let pair = Pair(one: one, other: other)
    if let found = known[pair] { return found }
    // A name with a vendor's prefix may be all that some program knows.
    let isPrefixed = names[one].hasPrefix("-") || names[other].hasPrefix("-")
    let relation = Relation(
      meets: reaches[one].meets(reaches[other]),
      covers: !isPrefixed && reaches[one].covers(reaches[other]))
    known[pair] = relation
    return relation
  }
}
