import Foundation
import Newsletter
import Testing

@testable import Assembly

@Suite("'where' of an affiliate")
struct SegmentTests {
  private func reading(_ segment: String) -> ConfigurationReading {
    ConfigurationSample.read(
      replacing: #""id": "jpu""#, by: #""id": "jpu", "where": \#(segment)"#)
  }

  @Test("is a text or a list of texts for each column")
  func decoded() throws {
    let affiliates = try reading(#"{ "language": "es", "shift": ["day", ""] }"#).get().affiliates
    let conditions = affiliates[0].segment?.conditions.map { "\($0.column) \($0.values.sorted())" }
    #expect(conditions?.sorted() == [#"language ["es"]"#, #"shift ["", "day"]"#])
    #expect(affiliates[1].segment == nil)
  }

  @Test(
    "is told of when it is of another kind",
    arguments: [
      #""es""#, "3", #"["es"]"#, "{}", #"{ "language": 3 }"#, #"{ "shift": ["day", 3] }"#,
      #"{ "shift": { "is": "day" } }"#,
    ])
  func wrong(_ segment: String) throws {
    let finding = try #require(reading(segment).findings.first)
    #expect(finding.message.hasPrefix("config.json line 14: affiliates[0].where"))
  }

  @Test("that goes by a column no list has is found, with those that it has")
  func unknownColumn() throws {
    let story = try ListStory(jpu: "email,language,shift\nana@example.org,es,day\n")
    let config = try story.text("config.json")
    try story.write(
      config.replacingOccurrences(
        of: #""id": "jpu","#,
        with: #""id": "jpu", "where": { "school": "day", "language": "es" },"#),
      "config.json")
    let findings = try story.federation.segmentFindings()
    #expect(findings.count == 1)
    let error = UnknownSegmentColumn(
      affiliate: ListStory.jpu, column: "school", list: "Lists/jpu.csv",
      known: ["language", "shift"])
    #expect(
      error.message == "'where' of jpu goes by 'school', and Lists/jpu.csv has no such column")
    #expect(error.hint == "it has: language, shift")
  }
}
