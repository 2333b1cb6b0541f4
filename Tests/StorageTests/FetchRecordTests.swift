import Foundation
import Newsletter
import Storage
import Testing

@Suite("Recording what a fetch found")
struct FetchRecordTests {
  let jpu = AffiliateID("jpu")!
  let ar = AffiliateID("ar")!
  let start = Date(timeIntervalSince1970: 1_763_640_000)
  let store: Store

  init() throws { store = try Store.inMemory() }

  private func listing(
    _ name: String, id: String? = nil, age: Double? = 1, summary: String? = nil
  ) -> Listing {
    Listing(
      identifier: id ?? "id-\(name)", url: URL(string: "https://www.example.org/\(id ?? name)"),
      title: name, published: age.map { start.addingTimeInterval(-$0 * 86400) },
      summary: summary ?? "About \(name).")
  }

  private func source(_ affiliate: AffiliateID, _ name: String = "feed") -> SourceKey {
    SourceKey(
      affiliate: affiliate, address: "https://www.example.org/\(affiliate)/\(name)", rules: "feed",
      host: "www.example.org")
  }

  private func read(_ listings: [Listing]) -> SourceReport.Outcome {
    .read(SourceDocument(listings: listings), etag: nil, lastModified: nil)
  }

  @discardableResult
  private func fetch(
    _ outcomes: [(String, SourceReport.Outcome)], of affiliate: AffiliateID? = nil,
    backlog: Backlog = .standard, allAsBaseline: Bool = false, day: Double = 0
  ) throws -> FetchRecord {
    let affiliate = affiliate ?? jpu
    return try store.record(
      outcomes.map { SourceReport(source: source(affiliate, $0.0), outcome: $0.1) },
      of: affiliate, backlog: backlog, allAsBaseline: allAsBaseline,
      at: start.addingTimeInterval(day * 86400))
  }

  private func new(_ affiliate: AffiliateID? = nil) throws -> [String] {
    try store.candidates(of: affiliate ?? jpu).filter { $0.standing == .new }
      .map(\.story.title).sorted()
  }

  @Test("the first fetch takes the backlog as new and the rest as baseline")
  func firstFetch() throws {
    let record = try fetch([("feed", read((1...7).map { listing("S\($0)", age: Double($0)) }))])
    #expect(try new() == ["S1", "S2", "S3", "S4", "S5"])
    #expect(record.new == 5)
    #expect(record.baseline == 2)
  }

  @Test("a later fetch takes what it had not listed as new, whatever its date")
  func laterFetch() throws {
    try fetch([("feed", read([listing("Old")]))], backlog: .newest(0))
    try fetch([("feed", read([listing("Old"), listing("Late", age: 900)]))], day: 1)
    #expect(try new() == ["Late"])
  }

  @Test("with --baseline everything found is taken as already seen")
  func baseline() throws {
    try fetch([("feed", read([listing("A")]))], backlog: .all, allAsBaseline: true)
    #expect(try new() == [])
  }

  @Test("with --baseline a known affiliate's new stories are taken as seen, and later ones are new")
  func laterBaseline() throws {
    try fetch([("feed", read([listing("A")]))], backlog: .newest(0))
    try fetch([("feed", read([listing("A"), listing("B")]))], allAsBaseline: true, day: 1)
    #expect(try new() == [])
    try fetch([("feed", read([listing("A"), listing("B"), listing("C")]))], day: 2)
    #expect(try new() == ["C"])
  }

  @Test("sources that could not be read at first share one backlog")
  func sharedBacklog() throws {
    let down = SourceReport.Outcome.failed("down")
    try fetch([("feed", down), ("page", down)], backlog: .newest(2))
    let first = read([listing("A"), listing("B")])
    try fetch([("feed", first), ("page", down)], backlog: .newest(2), day: 1)
    let second = read([listing("C"), listing("D")])
    try fetch([("feed", .notModified), ("page", second)], backlog: .newest(2), day: 2)
    #expect(try new() == ["A", "B"])
  }

  @Test("a page that is read by other rules is read as if for the first time")
  func changedRules() throws {
    let page = SourceKey(
      affiliate: jpu, address: "https://www.example.org/jpu/feed", rules: "page|.item",
      host: "www.example.org")
    try fetch([("feed", read([]))], backlog: .newest(1))
    _ = try store.record(
      [SourceReport(source: page, outcome: read([listing("A", age: 1), listing("B", age: 2)]))],
      of: jpu, backlog: .newest(1), allAsBaseline: false, at: start)
    #expect(try new() == ["A"])
  }

  @Test("an emptied source is acknowledged with --baseline")
  func acknowledgedEmptiness() throws {
    try fetch([("feed", read([listing("A")]))])
    #expect(try fetch([("feed", read([]))], allAsBaseline: true, day: 1).alarms == [])
    #expect(try fetch([("feed", read([]))], day: 2).alarms == [])
  }

  @Test("a source added later is baseline whole; its next stories are new")
  func addedSource() throws {
    try fetch([("feed", read([listing("A")]))], backlog: .all)
    try fetch([("feed", .notModified), ("page", read([listing("B")]))], backlog: .all, day: 1)
    #expect(try new() == ["A"])
    try fetch(
      [("feed", .notModified), ("page", read([listing("B"), listing("C")]))], backlog: .all, day: 2)
    #expect(try new() == ["A", "C"])
  }

  @Test("a first source that could not be read at first still opens the backlog")
  func firstSourceReadLate() throws {
    try fetch([("feed", read([listing("A")])), ("page", .failed("down"))], backlog: .newest(2))
    try fetch(
      [("feed", .notModified), ("page", read([listing("B", age: 1), listing("C", age: 2)]))],
      backlog: .newest(2), day: 1)
    #expect(try new() == ["A", "B"])
  }

  @Test("one story on several affiliates is one story")
  func sharedStory() throws {
    try fetch([("feed", read([listing("A", id: "7 at https://www.example.org")]))], backlog: .all)
    try fetch([("page", read([listing("A", id: "node-7")]))], of: ar, backlog: .all)
    #expect(
      try store.candidates(of: jpu).map(\.story.id) == store.candidates(of: ar).map(\.story.id))
  }

  @Test("an edited story is updated in place and is not new again")
  func editedStory() throws {
    try fetch([("feed", read([listing("Before", id: "1")]))], backlog: .newest(0))
    try fetch([("feed", read([listing("After", id: "1")]))], day: 1)
    #expect(try store.candidates(of: jpu).map(\.story.title) == ["After"])
    #expect(try new() == [])
  }

  @Test("what a page does not say stays as a feed had said it")
  func pageOverFeed() throws {
    try fetch([("feed", read([listing("A", id: "1")]))], backlog: .all)
    try fetch([("page", read([listing("A", id: "1", age: nil)]))], of: ar, backlog: .all)
    #expect(try store.candidates(of: ar).map(\.story.listing.published) == [start - 86400])
  }

  @Test("no stories where there were some is an alarm, and the source counts as not read")
  func emptied() throws {
    try fetch([("feed", read([listing("A"), listing("B")]))])
    let record = try fetch([("feed", read([]))], day: 1)
    #expect(
      record.alarms == ["jpu: https://www.example.org/jpu/feed has no stories now, where it had 2"])
    let state = try store.sourceStates(of: jpu)["https://www.example.org/jpu/feed"]
    #expect(state?.readAt == start)
    #expect(state?.listings == 2)
  }

  @Test("a source that cannot be read is told and stops no other")
  func failure() throws {
    let record = try fetch([("feed", .failed("no answer")), ("page", read([listing("A")]))])
    #expect(record.alarms == ["jpu: no answer"])
    #expect(record.listings == 1)
  }

  /// Three known stories come back under new identifiers and addresses.
  private func moveIdentities() throws {
    try fetch([("feed", read(["A", "B", "C"].map { listing($0) }))], backlog: .newest(0))
    try fetch([("feed", read(["A", "B", "C"].map { listing($0, id: "new-\($0)") }))], day: 1)
  }

  @Test("known stories under new keys are held, and stay held when they are read again")
  func held() throws {
    try moveIdentities()
    #expect(try new() == [])
    #expect(try store.heldStories().map(\.story.title) == ["A", "B", "C"])
    let again = try fetch(
      [("feed", read(["A", "B", "C"].map { listing($0, id: "new-\($0)") }))], day: 2)
    #expect(again.held == 0)
    #expect(again.new == 0)
    #expect(try new() == [])
  }

  @Test("adopting gives the new keys to the known stories")
  func adopted() throws {
    try moveIdentities()
    let known = try store.heldStories().map(\.resembles)
    #expect(try store.adoptHeldStories(of: "https://www.example.org/jpu/feed") == 3)
    #expect(try store.candidates(of: jpu).map(\.story.id) == known)
    try fetch([("feed", read([listing("A", id: "new-A")]))], day: 2)
    #expect(try new() == [])
  }

  @Test("releasing makes them new, skipping leaves them out for good")
  func releasedAndSkipped() throws {
    try moveIdentities()
    let held = try store.heldStories().map(\.story.id)
    try store.release([held[0]])
    try store.skip([held[1]])
    #expect(try new() == ["A"])
    #expect(
      try store.candidates(of: jpu).map(\.standing) == [
        .baseline, .baseline, .baseline, .new, .skipped, .held,
      ])
  }

  @Test("a number that no story has is an error")
  func unknownStory() {
    #expect(throws: StorageError(.unknownStory(99))) { try store.skip([StoryID(99)]) }
  }
}
