import Foundation
import Lint
import Newsletter
import Testing

@Suite("What belongs to which story")
struct StoryRegionTests {
  /// The page shows them as ever; the edition names them so.
  private func report(naming order: [Int], _ change: (inout String) -> Void) -> LintReport {
    var subject = GoodPage.subject
    change(&subject.html)
    subject.edition?.stories = order.map { GoodPage.frame.stories[$0] }
    return Lint().report(on: subject)
  }

  @Test(
    "a mark is its story's, in whatever order the edition names the stories",
    arguments: [[0, 1], [1, 0]],
    [
      (words: "Two hundred members", story: "The mayor answers"),
      (words: "After nine weeks", story: "Nurses win a contract"),
    ])
  func marks(_ order: [Int], _ place: (words: String, story: String)) {
    let report = report(naming: order) {
      $0 = $0.replacingOccurrences(of: place.words, with: "{{first_name}}, \(place.words)")
    }
    let marks = report.findings.filter { $0.id == .placeholder }
    #expect(marks.map(\.place.story) == [place.story])
    #expect(report.isFit, "\(report.errors)")
  }

  @Test(
    "a mark in an own story stops nothing when a newer one is the whole federation's",
    arguments: SampleEdition.templateNames)
  func federation(_ template: String) async throws {
    var stories = Array(try await SampleEdition.stories().prefix(4))
    stories[2].listing.summary = "Dear {{first_name}}, the ballots are counted on Friday evening."
    var edition = try SampleEdition.edition(stories, template: template)
    edition.federationStories = [stories[0].id]
    let report = Lint().report(on: try SampleEdition.subject(edition))
    let marks = report.findings.filter { $0.id == .placeholder && $0.place.part == .html }
    #expect(marks.map(\.place.story) == [stories[2].title])
    #expect(report.isFit, "\(report.errors)")
  }
}
