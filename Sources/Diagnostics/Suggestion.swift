/// The nearest of a set of known words, for "did you mean".
public enum Suggestion {
  /// The known word closest to `word`, or nil when none is within a third of its length.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let ranked = known.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
      best.distance <= max(1, word.count / 3)
    else { return nil }
    return best.name
  }

  /// How many characters must be added, left out, replaced or swapped with their neighbour.
  static func distance(_ a: String, _ b: String) -> Int {
    let source = Array(a)
    let target = Array(b)
    var before: [Int] = []
    var row = Array(0...target.count)
    for i in source.indices {
      var next = [i + 1]
      for j in target.indices {
        let replaced = row[j] + (source[i] == target[j] ? 0 : 1)
        var least = min(replaced, next[j] + 1, row[j + 1] + 1)
        if i > 0, j > 0, source[i] == target[j - 1], source[i - 1] == target[j] {
          least = min(least, before[j - 1] + 1)
        }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[target.count]
  }
}
