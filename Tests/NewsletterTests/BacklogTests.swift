import Foundation
import Newsletter
import Testing

@Suite("The backlog of an affiliate's first fetch")
struct BacklogTests {
  let now = Date(timeIntervalSince1970: 1_763_640_000)

  /// Stories by place on the page; their age in days, nil for none.
  private func found(_ ages: [Double?]) -> [Candidate] {
    ages.enumerated().map { place, age in
      let date = age.map { now.addingTimeInterval(-$0 * 86400) }
      return Candidate(
        story: Story(
          id: StoryID(Int64(place)), listing: Listing(title: "Story \(place)", published: date)),
        firstSeen: now, position: place, standing: .baseline)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let backlog: Backlog
    let ages: [Double?]
    let taken: Int
    let chosen: [Int64]
    var testDescription: String { name }
  }

  @Test(
    "takes as new",
    arguments: [
      Case(
        name: "the newest five of the last 60 days", backlog: .standard,
        ages: [1, 2, 3, 4, 5, 6, 61], taken: 0, chosen: [0, 1, 2, 3, 4]),
      Case(
        name: "nothing older than 60 days", backlog: .standard, ages: [59, 61, 400], taken: 0,
        chosen: [0]),
      Case(
        name: "no undated story unless a number is set", backlog: .standard, ages: [nil, 3],
        taken: 0, chosen: [1]),
      Case(
        name: "with a number set, any age and undated ones", backlog: .newest(3),
        ages: [nil, 400, nil, 2], taken: 0, chosen: [3, 1, 0]),
      Case(
        name: "undated stories by their place", backlog: .newest(2), ages: [nil, nil, nil],
        taken: 0, chosen: [0, 1]),
      Case(
        name: "everything with all", backlog: .all, ages: [nil, 400, 1], taken: 0,
        chosen: [2, 1, 0]),
      Case(
        name: "what other first sources have left", backlog: .newest(3), ages: [1, 2, 3], taken: 2,
        chosen: [0]),
      Case(name: "nothing with zero", backlog: .newest(0), ages: [1], taken: 0, chosen: []),
    ])
  func chosen(_ example: Case) {
    let chosen = example.backlog.chosen(
      among: found(example.ages), alreadyTaken: example.taken, at: now)
    #expect(chosen.map(\.story.id.number) == example.chosen)
  }
}
