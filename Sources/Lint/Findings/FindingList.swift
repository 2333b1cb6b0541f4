/// Collects findings; of one kind only so many, for a page may have the same slip a thousand times.
struct FindingList {
  private(set) var findings: [Finding] = []
  private var counts: [FindingKind: Int] = [:]
  private var seen: Set<Finding> = []

  static let mostOfAKind = 20
  /// Errors keep an edition back: whoever mends them wants to see them.
  static let mostErrorsOfAKind = 100

  mutating func add(_ finding: Finding) {
    guard seen.insert(finding).inserted else { return }
    let kind = FindingKind(finding)
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= Self.most(of: kind) { findings.append(finding) }
  }

  private static func most(of kind: FindingKind) -> Int {
    kind.severity == .error ? mostErrorsOfAKind : mostOfAKind
  }

  /// How many more there are of each kind than are told.
  var untold: [FindingKind: Int] {
    var untold: [FindingKind: Int] = [:]
    for (kind, count) in counts where count > Self.most(of: kind) {
      untold[kind] = count - Self.most(of: kind)
    }
    return untold
  }
}
