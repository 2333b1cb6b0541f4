import Diagnostics
import Foundation
import Lists
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("lists import")
struct ListImportTests {
  static let export = """
    uuid,email,name,attributes,status,created_at,updated_at
    x,new@example.org,New,{},enabled,2020-01-02T03:04:05Z,
    x,ana@example.org,Other,{},enabled,,
    x,left@example.org,Left,{},enabled,,
    x,never@example.org,Never,{},enabled,,
    x,gone@example.org,Gone,{},blocklisted,,
    x,NEW@example.org,New again,{},enabled,,
    x,bad,Bad,{},enabled,,
    x,old@example.org,Old,{},disabled,,

    """

  private func story() throws -> ListStory {
    let story = try ListStory(
      jpu: "email,name\nana@example.org,Ana\ngone@example.org,Gone\n",
      nurses: "email\nleft@example.org\n")
    _ = try story.federation.syncLists([], isSure: false)
    try story.leave("left@example.org", ListStory.jpu)
    try story.store.suppress(story.person("never@example.org"), reason: nil, at: Date())
    try story.write(Self.export, "listmonk.csv")
    return story
  }

  private func run(_ story: ListStory, isTrial: Bool = false) throws {
    let code = try story.federation.importList(
      story.path("listmonk.csv"), into: "jpu", columns: [], isTrial: isTrial)
    #expect(code == .done)
  }

  @Test("takes who is subscribed there and has not left here, with where from and when")
  func takes() throws {
    let story = try story()
    try run(story)
    #expect(
      try story.people() == [
        "ana@example.org confirmed file", "gone@example.org confirmed file",
        "new@example.org confirmed import import",
      ])
    let subscription = try #require(
      try story.store.subscriptions(of: story.person("new@example.org")).first)
    #expect(
      subscription.consent
        == Consent(
          origin: "listmonk.csv", at: Date(timeIntervalSince1970: 1_577_934_245), how: .import))
    #expect(try story.store.optOuts(of: story.person("gone@example.org")).left == [ListStory.jpu])
    let departure = try #require(
      try story.store.departures(of: story.person("gone@example.org"), from: ListStory.jpu).first)
    #expect(departure.source == "import")
    #expect(departure.reason == "blocked in listmonk.csv")
    // Nobody else has decided anything.
    #expect(try story.store.optedOut(of: ListStory.nurses) == [])
  }

  @Test("tells likely slips of those who are new, and takes them as they are")
  func slips() throws {
    let story = try ListStory(jpu: "email\nold@gmial.com\n")
    _ = try story.federation.syncLists([], isSure: false)
    let rows = (1...25).map { "new\($0)@gmial.com\n" }.joined()
    try story.write("email\nold@gmial.com\nben@example.org\n" + rows, "more.csv")
    let file = try ImportFile(
      URL(fileURLWithPath: story.path("more.csv")), for: ListStory.jpu, mapping: ColumnMapping())
    var intake = try ListIntake(
      file, ListStory.jpu, story.store, isTrial: false, at: Date())
    let report = ImportReport(file, try intake.run(), intake)
    #expect(report.imported == 26)
    #expect(report.warnings.count == 21)
    #expect(
      report.warnings.first
        == "\(file.name) line 4: 'new1@gmial.com' looks like a slip for 'new1@gmail.com'")
    #expect(report.warnings.last == "5 more addresses look like slips")
  }

  @Test("does no more the second time, and nothing revives who left")
  func twice() throws {
    let story = try story()
    try run(story)
    let people = try story.people()
    let decisions = try story.store.log(
      of: story.person("gone@example.org"), at: Date()
    ).optOuts.count
    try run(story)
    _ = try story.federation.syncLists([], isSure: false)
    try run(story)
    #expect(try story.people() == people)
    #expect(
      try story.store.log(of: story.person("gone@example.org"), at: Date()).optOuts.count
        == decisions)
    #expect(
      try story.store.optedOut(of: ListStory.jpu)
        == [try story.person("gone@example.org"), try story.person("left@example.org")])
  }

  @Test("does not undo a person's own later word, however often it is run")
  func ownWord() throws {
    let story = try story()
    try run(story)
    try story.store.rejoin(
      story.person("gone@example.org"), ListStory.jpu, source: "web", at: Date())
    try run(story)
    #expect(!(try story.store.optOuts(of: story.person("gone@example.org")).hasLeft(ListStory.jpu)))
  }

  @Test("takes a farewell without a date once, whatever its file is called the next time")
  func renamed() throws {
    let story = try ListStory(jpu: "email\neva@example.org\n")
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    let eva = try story.person("eva@example.org")
    func read(_ status: String, _ name: String) throws -> Bool {
      try story.write("email,status\neva@example.org,\(status)\n", name)
      _ = try story.federation.importList(
        story.path(name), into: "jpu", columns: [], isTrial: false)
      return try story.store.optOuts(of: eva).hasLeft(ListStory.jpu)
    }
    #expect(try read("Unsubscribed", "spring.csv"))
    try story.store.rejoin(eva, ListStory.jpu, source: "web", at: Date())
    for name in ["spring.csv", "summer.csv"] { #expect(try !read("Unsubscribed", name)) }
    // That they complained is another thing to say.
    #expect(try read("Complained", "summer.csv"))
  }

  @Test("knows an older farewell from a newer sign-up", arguments: [true, false])
  func older(_ isNewer: Bool) throws {
    let story = try story()
    try story.signUp("web@example.org", at: isNewer ? 1_763_640_000 : 1_400_000_000)
    try story.write(
      "Email Address,UNSUB_TIME,LEID,EUID\nweb@example.org,2019-01-01 00:00:00,1,2\n",
      "unsubscribed.csv")
    _ = try story.federation.importList(
      story.path("unsubscribed.csv"), into: "jpu", columns: [], isTrial: false)
    let optOuts = try story.store.optOuts(of: story.person("web@example.org"))
    #expect(optOuts.hasLeft(ListStory.jpu) == !isNewer)
  }

  @Test("a dry run changes nothing and makes nothing")
  func trial() throws {
    let known = try story()
    let before = try known.people()
    try run(known, isTrial: true)
    #expect(try known.people() == before)
    #expect(try !known.store.optOuts(of: known.person("gone@example.org")).hasLeft(ListStory.jpu))
    let empty = try ListStory()
    try empty.write(Self.export, "listmonk.csv")
    try run(empty, isTrial: true)
    #expect(!empty.exists("broadsheet.sqlite"))
  }

  @Test("of nothing but bad rows is bad data, and a mapping without '=' wrong usage")
  func refusals() throws {
    let story = try ListStory()
    try story.write("email\nbad\n", "bad.csv")
    #expect(
      try story.federation.importList(
        story.path("bad.csv"), into: "jpu", columns: [], isTrial: false) == .badData)
    let error = #expect(throws: UsageError.self) {
      try story.federation.importList(
        story.path("bad.csv"), into: "jpu", columns: ["Email Address"], isTrial: false)
    }
    #expect(error?.message == "'Email Address' does not say what a column means")
    let missing = #expect(throws: UsageError.self) {
      try story.federation.importList(
        story.path("none.csv"), into: "jpu", columns: [], isTrial: false)
    }
    #expect(missing?.message == "\(story.path("none.csv")) does not exist")
  }
}
