/// Collects findings; of one kind only so many, for a page may have the same slip a thousand times.
struct FindingList {
  private(set) var findings: [Finding] = []
  private var counts: [FindingID: Int] = [:]
  private var seen: Set<Finding> = []

  static let mostOfAKind = 20

  mutating func add(_ finding: Finding) {
    guard seen.insert(finding).inserted else { return }
    counts[finding.id, default: 0] += 1
    if counts[finding.id, default: 0] <= Self.mostOfAKind { findings.append(finding) }
  }

  /// How many more there are of each kind than are told.
  var untold: [FindingID: Int] {
    counts.compactMapValues { $0 > Self.mostOfAKind ? $0 - Self.mostOfAKind : nil }
  }
}
