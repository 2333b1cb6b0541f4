/// The properties of one page by number, and which of them are at odds.
///
/// A property is compared with those alone that may set something that it sets too: most have
/// nothing to do with each other.
struct CascadeProperties {
  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var reaches: [PropertyReach] = []
  /// The properties that touch a single one.
  private var touching: [String: [Int]] = [:]
  /// For each property those others that it meets, with whether it leaves nothing of them.
  private var neighbours: [[Int: Bool]] = []

  /// A property that another meets.
  struct Relation {
    var kind: Int
    /// Whether the other leaves nothing of it.
    var isCovered: Bool
  }

  mutating func number(_ name: String) -> Int {
    if let known = numbers[name] { return known }
    let number = names.count
    let reach = PropertyReach(name)
    numbers[name] = number
    names.append(name)
    reaches.append(reach)
    neighbours.append([:])
    for other in candidates(number) where reaches[other].meets(reach) {
      neighbours[number][other] = covers(number, other)
      neighbours[other][number] = covers(other, number)
    }
    for single in reach.touched { touching[single, default: []].append(number) }
    return number
  }

  /// Those of the known properties that may be at odds with a new one.
  private func candidates(_ number: Int) -> [Int] {
    if names[number] == "all" { return Array(0..<number) }
    var found = Set(reaches[number].touched.flatMap { touching[$0] ?? [] })
    if let all = numbers["all"] { found.insert(all) }
    return found.filter { $0 != number }
  }

  private func covers(_ one: Int, _ other: Int) -> Bool {
    // A name with a vendor's prefix may be all that some program knows.
    !names[one].hasPrefix("-") && !names[other].hasPrefix("-")
      && reaches[one].covers(reaches[other])
  }

  /// What a property has to do with those of a profile, itself among them.
  ///
  /// - Parameter kinds: the profile's own numbers for its properties.
  func relations(of property: Int, among kinds: [Int: Int]) -> [Relation] {
    let own = kinds[property].map { Relation(kind: $0, isCovered: true) }
    let near = neighbours[property]
    // The fewer are looked through.
    let others =
      near.count < kinds.count
      ? near.compactMap { other, isCovered in
        kinds[other].map { Relation(kind: $0, isCovered: isCovered) }
      }
      : kinds.compactMap { other, kind in
        near[other].map { Relation(kind: kind, isCovered: $0) }
      }
    return [own].compactMap(\.self) + others
  }
}
