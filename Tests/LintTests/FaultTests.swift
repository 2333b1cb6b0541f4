import Lint
import Testing

@Suite("Planted faults")
struct FaultTests {
  @Test("a good page has no finding at all")
  func goodPage() {
    #expect(Lint().report(on: GoodPage.subject).findings == [])
  }

  @Test("there are more than fifty, each a change that changes something")
  func count() {
    #expect(Faults.all.count > 100)
    #expect(Set(Faults.all.map(\.name)).count == Faults.all.count)
    let good = Lint().report(on: GoodPage.subject)
    for fault in Faults.all { #expect(Lint().report(on: fault.subject) != good, "\(fault)") }
  }

  @Test("each is found where it is", arguments: Faults.all)
  func found(_ fault: Fault) {
    let findings = Lint().report(on: fault.subject).findings
    let matching = findings.filter {
      $0.id == fault.finding && $0.severity == fault.severity && $0.place.part == fault.part
        && (fault.mark == nil || fault.mark == "" || $0.place.line == fault.line)
        && (fault.story == nil || $0.place.story == fault.story)
        && (fault.feature == nil || $0.feature == fault.feature)
    }
    #expect(!matching.isEmpty, "line \(fault.line ?? 0) of: \(findings)")
  }

  @Test("every kind of finding is planted, but those that others make")
  func kinds() {
    let planted = Set(Faults.all.map(\.finding))
    let missing = FindingID.allCases.filter { !planted.contains($0) }
    #expect(missing == [.linkSilent, .imagesHeavy, .spamScore])
  }

  @Test("the same subject gives the same findings in the same order")
  func order() {
    for fault in Faults.all {
      let first = Lint().report(on: fault.subject)
      #expect(first == Lint().report(on: fault.subject))
      #expect(first.findings == first.findings.sorted())
    }
  }
}
