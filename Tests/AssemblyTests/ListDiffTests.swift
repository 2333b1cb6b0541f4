import Diagnostics
import Foundation
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("lists diff")
struct ListDiffTests {
  @Test("tells each difference with its reason, and changes nothing")
  func story() throws {
    let story = try ListStory(
      jpu: "email,name,shift\nana@example.org,Ana,day\nben@example.org,Ben,\ncy@example.org,Cy,\n"
        + "dan@example.org,Dan,\neva@example.org,Eva,\nflo@example.org,Flo,\n")
    #expect(try story.federation.syncLists([], isSure: false) == .badData)  // nurses has no file
    #expect(try story.difference() == [])
    try story.signUp("web@example.org")
    try story.leave("cy@example.org", nil)
    try story.store.suppress(
      story.person("dan@example.org"), reason: "asked by phone", at: Date())
    try story.write(
      "email,name,shift\nnew@example.org,New,\nAna@example.org,Ana Silva,night\n"
        + "cy@example.org,Cy,\ndan@example.org,Dan,\nflo@example.org,Flo,\nbad,Bad,\n",
      "Lists/jpu.csv")
    let before = try story.people()
    #expect(
      try story.difference() == [
        "  + new@example.org  New",
        "  ~ Ana@example.org  email: ana@example.org → Ana@example.org; name: Ana → Ana Silva; "
          + "shift: day → night",
        "  ! cy@example.org  Cy  kept out: left all lists at 2025-11-20 12:00 (one click)",
        "  ! dan@example.org  Dan  kept out: suppressed: asked by phone",
        "  - ben@example.org  Ben",
        "  - eva@example.org  Eva",
        "  = web@example.org  only in the store, from web",
      ])
    #expect(try story.people() == before)
  }

  @Test("says who comes back")
  func returned() throws {
    let story = try ListStory(jpu: "email\nana@example.org\nben@example.org\n")
    _ = try story.federation.syncLists(["jpu"], isSure: true)
    try story.write("email\nben@example.org\n", "Lists/jpu.csv")
    _ = try story.federation.syncLists(["jpu"], isSure: true)
    try story.write("email\nana@example.org\nben@example.org\n", "Lists/jpu.csv")
    #expect(try story.difference() == ["  + ana@example.org  was removed"])
  }

  @Test("makes no store where there is none, and goes on after a list that cannot be read")
  func nothing() throws {
    let story = try ListStory(nurses: "email\nana@example.org\n")
    #expect(try story.federation.diffLists([]) == .badData)
    #expect(try story.federation.diffLists(["nurses"]) == .done)
    #expect(try story.difference("nurses") == ["  + ana@example.org"])
    #expect(!story.exists("broadsheet.sqlite"))
  }

  @Test("tells nothing of a language that the person chose themselves")
  func ownLanguage() throws {
    let story = try ListStory(jpu: "email,language\nana@example.org,en\n")
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    try story.store.setLanguage("es", of: story.person("ana@example.org"), affiliates: nil)
    #expect(try story.difference() == [])
  }

  @Test("keeps out who is suppressed, as a sync does, until the suppression is lifted")
  func suppressed() throws {
    let story = try ListStory(jpu: "email\nana@example.org\ndan@example.org\n")
    let dan = try story.person("dan@example.org")
    try story.store.suppress(dan, reason: "asked by phone", at: Date())
    let keptOut = "  ! dan@example.org  kept out: suppressed: asked by phone"
    #expect(try story.difference() == ["  + ana@example.org", keptOut])
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    #expect(try story.people() == ["ana@example.org confirmed file"])
    #expect(try story.difference() == [keptOut])
    try story.store.suppress(dan, isLifted: true, reason: nil, at: Date())
    #expect(try story.difference() == ["  + dan@example.org"])
    _ = try story.federation.syncLists(["jpu"], isSure: false)
    #expect(try story.difference() == [])
  }

  @Test("says what a sync then does", arguments: [true, false])
  func agrees(_ isSecond: Bool) throws {
    let story = try ListStory(jpu: "email,name\na@example.org,A\nb@example.org,B\n")
    _ = try story.federation.syncLists(["jpu"], isSure: true)
    if isSecond {
      try story.write("email,name\nb@example.org,Ben\nc@example.org,C\n", "Lists/jpu.csv")
    }
    #expect(try story.difference().count == (isSecond ? 3 : 0))
    _ = try story.federation.syncLists(["jpu"], isSure: true)
    #expect(try story.difference() == [])
  }
}
