/// All that elements of one kind may get: those that the same rules mean and that have the same
/// `style` attribute.
struct CascadeProfile {
  /// From the weakest to the strongest, as the cascade of the page has them.
  let entries: [CascadeEntry]
  /// Pairs of entries that can be at odds, the weaker one first.
  let pairs: [Pair]
  /// For each entry, the stronger ones behind which it can be left out.
  let covering: [[Int]]

  struct Pair {
    var weaker: Int
    var stronger: Int
  }

  init(_ entries: [CascadeEntry], _ properties: inout CascadeProperties) {
    var pairs: [Pair] = []
    var covering = Array(repeating: [Int](), count: entries.count)
    for stronger in entries.indices {
      for weaker in 0..<stronger {
        let (one, other) = (entries[stronger], entries[weaker])
        let relation = properties.relation(one.property, to: other.property)
        guard relation.meets else { continue }
        pairs.append(Pair(weaker: weaker, stronger: stronger))
        let isSame = one.text == other.text
        if isSame || (relation.covers && one.isPlain) { covering[weaker].append(stronger) }
      }
    }
    self.entries = entries
    self.pairs = pairs
    self.covering = covering
  }
}
