import Composer
import Foundation
import Newsletter
import Testing

@Suite("Choosing a digest's stories")
struct DigestTests {
  let start = Date(timeIntervalSince1970: 1_763_640_000)

  /// - Parameters:
  ///   - day: when it was first seen, in days after the start.
  ///   - dated: its date, in days before the start; nil for none.
  private func candidate(
    _ id: Int64, day: Double = 0, dated: Double? = nil, place: Int = 0,
    _ standing: Candidate.Standing = .new
  ) -> Candidate {
    Candidate(
      story: Story(
        id: StoryID(id),
        listing: Listing(
          title: "Story \(id)",
          published: dated.map { start.addingTimeInterval(-$0 * 86400) })),
      firstSeen: start.addingTimeInterval(day * 86400), position: place, standing: standing)
  }

  private func chosen(_ candidates: [Candidate], maxStories: Int) -> [Int64] {
    Digest(of: candidates, maxStories: maxStories).stories.map(\.id.number)
  }

  @Test("shows the newest first")
  func order() {
    let candidates = [candidate(1, dated: 3), candidate(2, dated: 1), candidate(3, dated: 2)]
    #expect(chosen(candidates, maxStories: 10) == [2, 3, 1])
  }

  @Test("takes the oldest first-seen when there are too many, so that none waits for ever")
  func oldestFirst() {
    let candidates = [
      candidate(1, day: 2, dated: 0), candidate(2, day: 0, dated: 1),
      candidate(3, day: 1, dated: 2),
    ]
    #expect(chosen(candidates, maxStories: 2) == [2, 3])
  }

  @Test("takes the oldest dates first among stories first seen together")
  func oldestDates() {
    let candidates = (1...4).map { candidate(Int64($0), dated: Double($0)) }
    #expect(chosen(candidates, maxStories: 2) == [3, 4])
  }

  @Test("undated stories keep the order of their page, its end being the oldest")
  func undated() {
    let candidates = (0..<4).map { candidate(Int64($0), place: $0) }
    #expect(chosen(candidates, maxStories: 10) == [0, 1, 2, 3])
    #expect(chosen(candidates, maxStories: 2) == [2, 3])
  }

  @Test("says of every story why it is in or out")
  func verdicts() {
    let edition = EditionID(text: "jpu-2026-11-13")
    let digest = Digest(
      of: [
        candidate(1, dated: 2), candidate(2, dated: 1), candidate(3, .baseline),
        candidate(4, .sent(edition)), candidate(5, .held), candidate(6, .skipped),
      ], maxStories: 1)
    #expect(
      digest.choices.map(\.verdict.words) == [
        "in this edition", "new; waits for the next edition, this one is full",
        "was there before the first fetch", "was in jpu-2026-11-13",
        "held: looks like a known story under a new address", "skipped by hand",
      ])
  }

  @Test("every waiting story is sent in the end, whatever the limit")
  func nothingStarves() {
    var waiting = (1...23).map { candidate(Int64($0), day: Double($0 % 5), dated: Double($0 % 7)) }
    var sent: Set<Int64> = []
    for _ in 0..<8 {
      let now = chosen(waiting, maxStories: 3)
      sent.formUnion(now)
      waiting.removeAll { now.contains($0.story.id.number) }
    }
    #expect(sent.count == 23)
  }
}
