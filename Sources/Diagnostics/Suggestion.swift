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

  /// Levenshtein distance, counted in characters.
  static func distance(_ a: String, _ b: String) -> Int {
    let target = Array(b)
    var row = Array(0...target.count)
    for (i, character) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in target.indices {
        let replaced = diagonal + (character == target[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }
}
