import Lists
import Mail
import Newsletter
import SeededRandom
import Testing

@Suite("Syncing a list with the store")
struct ListSyncTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What the store knows of ana@example.org; nil for nothing.
    var stored: (SubscriptionStatus, SubscriptionOrigin)?
    var isListed = true
    var isBarred = false
    /// One word for what happens to her.
    var outcome: String
  }

  static let cases = [
    Case(testDescription: "new", stored: nil, outcome: "added"),
    Case(testDescription: "known", stored: (.confirmed, .file), outcome: "-"),
    Case(testDescription: "gone", stored: (.confirmed, .file), isListed: false, outcome: "removed"),
    Case(testDescription: "gone before", stored: (.removed, .file), isListed: false, outcome: "-"),
    Case(testDescription: "back", stored: (.removed, .file), outcome: "returned"),
    Case(testDescription: "back after an import", stored: (.removed, .import), outcome: "returned"),
    Case(testDescription: "signed up on the web", stored: (.confirmed, .web), outcome: "-"),
    Case(
      testDescription: "only in the store", stored: (.confirmed, .web), isListed: false,
      outcome: "onlyInStore"),
    Case(
      testDescription: "imported, not in the file", stored: (.confirmed, .import), isListed: false,
      outcome: "onlyInStore"),
    Case(
      testDescription: "somebody typed her address into the web form",
      stored: (.unconfirmed, .web), outcome: "added"),
    Case(
      testDescription: "unconfirmed, not in the file", stored: (.unconfirmed, .web),
      isListed: false, outcome: "-"),
    Case(testDescription: "opted out", stored: (.unsubscribed, .file), outcome: "keptOut"),
    Case(
      testDescription: "opted out and gone", stored: (.unsubscribed, .file), isListed: false,
      outcome: "-"),
    Case(testDescription: "barred and new", stored: nil, isBarred: true, outcome: "keptOut"),
    Case(
      testDescription: "barred and removed", stored: (.removed, .file), isBarred: true,
      outcome: "keptOut"),
    Case(
      testDescription: "barred and gone", stored: (.confirmed, .file), isListed: false,
      isBarred: true, outcome: "removed"),
  ]

  @Test("does one thing for each state", arguments: cases)
  func outcome(_ example: Case) throws {
    let ana = try Sample.person("ana@example.org", "Ana")
    let comparison = Comparison(
      file: example.isListed ? [ana] : [],
      stored: example.stored.map { [subscription(ana, $0.0, $0.1)] } ?? [],
      barred: example.isBarred ? ["ana@example.org"] : [])
    #expect(words(comparison.changes) == example.outcome)
  }

  @Test("updates a person whose row says something else")
  func updates() throws {
    let before = try Sample.person("ana@example.org", "Ana")
    for after in [
      try Sample.person("Ana@example.org", "Ana"),
      try Sample.person("ana@example.org", "Ana Silva"),
    ] {
      let comparison = Comparison(
        file: [after], stored: [subscription(before, .confirmed, .file)])
      #expect(words(comparison.changes) == "updated")
    }
  }

  @Test(
    "is safe unless it removes more than a tenth and more than five",
    arguments: [
      (people: 0, gone: 0, isSafe: true), (5, 5, true), (6, 6, false), (10, 5, true),
      (10, 6, false), (60, 6, true), (59, 6, false), (100, 10, true), (100, 11, false),
      (1000, 100, true), (1000, 101, false),
    ])
  func safety(people: Int, gone: Int, isSafe: Bool) throws {
    let all = try (0..<people).map { try Sample.person("p\($0)@example.org") }
    let changes = Comparison(
      file: Array(all.dropFirst(gone)),
      stored: all.map { subscription($0, .confirmed, .file) }
    ).changes
    #expect(changes.removed == gone)
    #expect(changes.before == people)
    #expect(changes.isSafe == isSafe)
  }

  @Test("finds everybody whatever the order of the file", arguments: 0..<50)
  func order(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let all = try (0..<12).map { try Sample.person("p\($0)@example.org") }
    let stored = all.shuffled(using: &generator).prefix(8)
    var file = Array(seed % 2 == 0 ? all.shuffled(using: &generator)[...] : all[...])
    file.removeLast(Int.random(in: 0...6, using: &generator))
    let comparison = Comparison(
      file: file, stored: stored.map { subscription($0, .confirmed, .file) })
    let names = Set(stored.map(\.address.canonical))
    let listed = Set(file.map(\.address.canonical))
    #expect(comparison.added == file.filter { !names.contains($0.address.canonical) })
    #expect(Set(comparison.removed) == names.subtracting(listed))
    #expect(comparison.changes.removed == names.subtracting(listed).count)
    #expect(comparison.changes.updated == 0)
    #expect(comparison.changes.before == 8)
  }

  @Test("a second sync of the same file changes nothing")
  func settles() throws {
    let file = try (0..<20).map { try Sample.person("p\($0)@example.org", "P\($0)") }
    let first = Comparison(file: file, stored: [])
    #expect(first.added == file)
    let second = Comparison(
      file: file, stored: first.added.map { subscription($0, .confirmed, .file) })
    #expect(second.changes.isEmpty)
  }

  private func subscription(
    _ person: Recipient, _ status: SubscriptionStatus, _ origin: SubscriptionOrigin
  ) -> Subscription {
    Subscription(affiliate: Sample.affiliate, recipient: person, status: status, origin: origin)
  }

  private func words(_ changes: SyncChanges) -> String {
    let counts = [
      ("added", changes.added), ("updated", changes.updated),
      ("returned", changes.returned), ("removed", changes.removed),
      ("onlyInStore", changes.onlyInStore), ("keptOut", changes.keptOut),
    ]
    let words = counts.filter { $0.1 > 0 }.map { $0.1 == 1 ? $0.0 : "\($0.1) \($0.0)" }
    return words.isEmpty ? "-" : words.joined(separator: ", ")
  }
}

/// What a sync of a file would find, person by person.
private struct Comparison {
  private(set) var changes = SyncChanges()
  private(set) var added: [Recipient] = []
  private(set) var removed: [String] = []

  init(file: [Recipient], stored: [Subscription], barred: Set<String> = []) {
    var diff = ListDiff()
    for subscription in stored {
      diff.know(subscription)
      if subscription.origin == .file, subscription.status == .confirmed { changes.before += 1 }
    }
    for recipient in file {
      let isBarred = barred.contains(recipient.address.canonical)
      let finding = diff.finding(recipient, isBarred: isBarred)
      changes.count(finding)
      if finding == .added { added.append(recipient) }
    }
    for (place, subscription) in stored.enumerated() {
      let finding = diff.finding(storedAt: place)
      changes.count(finding)
      if finding == .removed { removed.append(subscription.recipient.address.canonical) }
    }
  }
}
