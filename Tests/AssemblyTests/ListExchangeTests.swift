import Diagnostics
import Foundation
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("lists export, move and check")
struct ListExchangeTests {
  @Test("an export has web sign-ups in it and nobody who left, in the order of addresses")
  func export() throws {
    let story = try ListStory(
      jpu: "Name,Email,Note\nZoe,zoe@example.org,=1\nAna,Ana@example.org,\nLeft,left@example.org,\n"
        + "Never,never@example.org,\n")
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    try story.signUp("mia@example.org")
    try story.leave("left@example.org", ListStory.jpu)
    try story.store.suppress(story.person("never@example.org"), reason: nil, at: Date())
    let file = story.path("out.csv")
    #expect(
      try story.federation.exportList("jpu", to: file, hasConsent: false, hasAll: false) == .done)
    let text = "Name,Email,Note\nAna,Ana@example.org,\n,mia@example.org,\nZoe,zoe@example.org,'=1\n"
    #expect(try story.text("out.csv") == text)
    _ = try story.federation.exportList("jpu", to: file, hasConsent: false, hasAll: true)
    #expect(
      try story.text("out.csv") == """
        Name,Email,Note,status
        Ana,Ana@example.org,,confirmed
        Left,left@example.org,,unsubscribed
        ,mia@example.org,,confirmed
        Never,never@example.org,,suppressed
        Zoe,zoe@example.org,'=1,confirmed

        """)
    // Over the list itself, and again: the same, and nothing left to sync.
    let list = story.path("Lists/jpu.csv")
    for _ in 0..<2 {
      _ = try story.federation.exportList("jpu", to: list, hasConsent: false, hasAll: false)
      #expect(try story.text("Lists/jpu.csv") == text)
    }
    #expect(try story.federation.syncLists(["jpu"], isSure: false) == .done)
    #expect(try story.difference() == [])
  }

  @Test("an export of all, imported into an empty store, subscribes nobody who is not to be mailed")
  func exportAndBack() throws {
    let story = try ListStory(
      jpu: "email,name\nana@example.org,Ana\nleft@example.org,\nall@example.org,\n"
        + "never@example.org,\nremoved@example.org,\n")
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    try story.leave("left@example.org", ListStory.jpu)
    try story.leave("all@example.org", nil)
    try story.store.suppress(story.person("never@example.org"), reason: nil, at: Date())
    try story.askFor("unconfirmed@example.org")
    try story.write(
      "email,name\nana@example.org,Ana\nleft@example.org,\nall@example.org,\n"
        + "never@example.org,\n", "Lists/jpu.csv")
    _ = try story.federation.syncLists(["jpu"], isSure: true)
    for hasConsent in [false, true] {
      _ = try story.federation.exportList(
        "jpu", to: story.path("all.csv"), hasConsent: hasConsent, hasAll: true)
      let text = try story.text("all.csv")
      #expect(text.split(separator: "\n").count == 7)
      let other = try ListStory()
      try other.write(text, "all.csv")
      for _ in 0..<2 {
        #expect(
          try other.federation.importList(
            other.path("all.csv"), into: "jpu", columns: [], isTrial: false) == .done)
        #expect(try other.people() == ["ana@example.org confirmed import import"])
      }
      // Nor does a list that has them bring them: they have left here too.
      let gone = try ["left@example.org", "all@example.org", "never@example.org"].map(other.person)
      #expect(try other.store.optedOut(of: ListStory.jpu) == Set(gone))
    }
  }

  @Test("an export does not write over what the list file alone has")
  func refuses() throws {
    let story = try ListStory(jpu: "email,name\nana@example.org,Ana\n")
    let list = story.path("Lists/jpu.csv")
    let unsynced = #expect(throws: UsageError.self) {
      try story.federation.exportList("jpu", to: list, hasConsent: false, hasAll: false)
    }
    #expect(
      unsynced?.message == "Lists/jpu.csv has changes that the store does not know yet")
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    try story.write("email,name\nana@example.org,Ana\nbad,Bad\n", "Lists/jpu.csv")
    let bad = #expect(throws: UsageError.self) {
      try story.federation.exportList("jpu", to: list, hasConsent: false, hasAll: false)
    }
    #expect(bad?.message == "Lists/jpu.csv has bad rows, which an export would lose")
    #expect(try story.text("Lists/jpu.csv") == "email,name\nana@example.org,Ana\nbad,Bad\n")
    #expect(throws: UsageError.self) {
      try story.federation.exportList("jpu", to: list, hasConsent: false, hasAll: true)
    }
  }

  @Test("a move takes the row and the subscription, and notes where from")
  func move() throws {
    let story = try ListStory(
      jpu: "email,name,shift\nana@example.org,Ana,day\nben@example.org,Ben,\n",
      nurses: "name,email\nCy,cy@example.org\n")
    _ = try story.federation.syncLists([], isSure: false)
    #expect(try story.federation.moveInLists("ANA@example.org", from: "jpu", to: "nurses") == .done)
    #expect(try story.text("Lists/jpu.csv") == "email,name,shift\nben@example.org,Ben,\n")
    #expect(
      try story.text("Lists/nurses.csv") == "name,email\nCy,cy@example.org\nAna,ana@example.org\n")
    #expect(
      try story.people() == ["ana@example.org removed file", "ben@example.org confirmed file"])
    #expect(
      try story.people(ListStory.nurses) == [
        "ana@example.org confirmed file move", "cy@example.org confirmed file",
      ])
    let moved = try story.store.subscriptions(of: story.person("ana@example.org")).last
    let since = try #require(
      try story.store.subscriptions(of: story.person("ben@example.org")).first?.since)
    #expect(moved?.consent?.origin == "moved from jpu, list file, \(since.ISO8601Format())")
    #expect(try story.difference() == [])
    #expect(try story.difference("nurses") == [])
  }

  @Test("a web sign-up moves without a row")
  func moveFromWeb() throws {
    let story = try ListStory(nurses: "email\ncy@example.org\n")
    try story.signUp("web@example.org")
    _ = try story.federation.moveInLists("web@example.org", from: "jpu", to: "nurses")
    #expect(try story.people() == ["web@example.org removed web web"])
    #expect(try story.people(ListStory.nurses) == ["web@example.org confirmed web move"])
    #expect(try story.text("Lists/nurses.csv") == "email\ncy@example.org\n")
  }

  @Test(
    "who left or must not be mailed is not moved, and all stays as it was",
    arguments: [
      ("to", "ana@example.org has left nurses, and no list can bring them back"),
      ("all", "ana@example.org has left jpu: who left is not moved"),
      ("from", "ana@example.org has left jpu: who left is not moved"),
      ("suppressed", "ana@example.org is suppressed: it must never be mailed"),
      ("unknown", "zoe@example.org is not on the list of jpu"),
      ("same", "jpu and jpu are one list"),
    ])
  func refusesMove(_ state: String, _ message: String) throws {
    let story = try ListStory(jpu: "email\nana@example.org\n", nurses: "email\n")
    _ = try story.federation.syncLists([], isSure: false)
    switch state {
    case "to": try story.leave("ana@example.org", ListStory.nurses)
    case "from": try story.leave("ana@example.org", ListStory.jpu)
    case "all": try story.leave("ana@example.org", nil)
    case "suppressed":
      try story.store.suppress(story.person("ana@example.org"), reason: nil, at: Date())
    default: break
    }
    let address = state == "unknown" ? "zoe@example.org" : "ana@example.org"
    let error = #expect(throws: UsageError.self) {
      try story.federation.moveInLists(
        address, from: "jpu", to: state == "same" ? "jpu" : "nurses")
    }
    #expect(error?.message == message)
    #expect(try story.text("Lists/jpu.csv") == "email\nana@example.org\n")
    #expect(try story.text("Lists/nurses.csv") == "email\n")
    #expect(try story.people() == ["ana@example.org confirmed file"])
    #expect(try story.people(ListStory.nurses) == [])
  }

  @Test("check finds bad rows bad and slips of the pen good enough to mail")
  func check() throws {
    let story = try ListStory(jpu: "email\nana@gmial.com\n", nurses: "email\nbad\n")
    #expect(try story.federation.checkLists(["jpu"]) == .done)
    #expect(try story.federation.checkLists(["nurses"]) == .badData)
    #expect(try story.federation.checkLists([]) == .badData)
  }
}
