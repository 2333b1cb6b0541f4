import Mail
import Newsletter
import Testing

@Suite("A segment")
struct SegmentTests {
  private func person(_ language: String?, _ fields: [String: String] = [:]) throws -> Recipient {
    Recipient(
      address: try EmailAddress("ana@example.org"), language: language, fields: fields)
  }

  @Test(
    "goes by language, case and region aside",
    arguments: [
      ("es", true), ("ES", true), ("es-MX", true), ("en", false), ("est", false), (nil, false),
    ])
  func language(_ language: String?, _ isIn: Bool) throws {
    let segment = Segment([.init(column: "language", values: ["Es"])])
    #expect(segment?.contains(try person(language)) == isIn)
  }

  @Test("needs every condition, and one value of each")
  func conditions() throws {
    let segment = Segment([
      .init(column: "Region", values: ["north", "West"]), .init(column: "language", values: [""]),
    ])
    #expect(segment?.contains(try person(nil, ["region": "NORTH"])) == true)
    #expect(segment?.contains(try person(nil, ["region": "west"])) == true)
    #expect(segment?.contains(try person(nil, ["region": "south"])) == false)
    #expect(segment?.contains(try person(nil)) == false)
    #expect(segment?.contains(try person("es", ["region": "north"])) == false)
  }

  @Test("is none without a condition")
  func empty() { #expect(Segment([]) == nil) }

  @Test("whoever is outside of it gets no mail, but may get copies")
  func audience() {
    var audience = Audience(copies: [2])
    let outside = audience.member(1, .confirmed) { false }
    #expect(outside == AudienceMember(subscriber: 1, exclusion: .outsideSegment))
    let copied = audience.member(2, .confirmed) { false }
    #expect(copied == nil)
    let removed = audience.member(3, .removed) { false }
    #expect(removed == AudienceMember(subscriber: 3, exclusion: .removed))
    #expect(audience.copies == [AudienceMember(subscriber: 2, isCopy: true)])
  }
}

@Suite("A set of subscribers read in order")
struct SubscriberSetOrderTests {
  @Test("gives each number once, over empty pages too")
  func numbers() {
    let numbers: [Int64] = [1, 63, 64, 65, 4095, 4096, 12_288, 100_000]
    #expect(Array(SubscriberSet(numbers.shuffled())) == numbers)
    #expect(Array(SubscriberSet()) == [])
    #expect(Array(SubscriberSet([8192])) == [8192])
  }
}
