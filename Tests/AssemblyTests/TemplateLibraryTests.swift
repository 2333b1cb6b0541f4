import Diagnostics
import Foundation
import Newsletter
import Testing

import struct Composer.Introduction

@testable import Assembly

@Suite("The template library")
struct TemplateLibraryTests {
  @Test("gives what ships")
  func ships() throws {
    let library = TemplateLibrary(
      configurationFolder: ConfigurationSample.repository, installed: nil)
    let texts = try library.texts(template: "digest", affiliate: try #require(AffiliateID("jpu")))
    #expect(texts.layout.contains("{{> story}}"))
    #expect(texts.subject.isEmpty == false)
  }

  @Test("lets a federation replace a template and an affiliate single files")
  func overrides() throws {
    let folder = try ScratchFolder()
    for name in TemplateLibrary.fileNames {
      _ = try folder.write("installed \(name)", "installed/digest/\(name)")
    }
    _ = try folder.write("ours", "ours/Templates/digest/layout.mustache")
    _ = try folder.write("theirs", "ours/Templates/jpu/subject.mustache")
    let library = TemplateLibrary(
      configurationFolder: folder.url.appendingPathComponent("ours"),
      installed: folder.url.appendingPathComponent("installed"))
    let jpu = try #require(AffiliateID("jpu"))
    let texts = try library.texts(template: "digest", affiliate: jpu)
    #expect(
      texts
        == TemplateTexts(
          layout: "ours", story: "installed story.mustache", text: "installed text.mustache",
          subject: "theirs"))
    let other = try library.texts(template: "digest", affiliate: try #require(AffiliateID("ar")))
    #expect(other.subject == "installed subject.mustache")
  }

  @Test("names the file that is missing, and where it was looked for")
  func missing() throws {
    let folder = try ScratchFolder()
    let library = TemplateLibrary(configurationFolder: folder.url, installed: nil)
    let jpu = try #require(AffiliateID("jpu"))
    let error = #expect(throws: TemplateError.self) {
      try library.texts(template: "digest", affiliate: jpu)
    }
    #expect(error?.message == "the template digest/layout.mustache does not exist")
    #expect(
      error?.hint == "looked in \(folder.url.path)/Templates/digest; "
        + "BROADSHEET_TEMPLATES may name another folder")
    let outside = #expect(throws: TemplateError.self) {
      try library.texts(template: "../digest", affiliate: jpu)
    }
    #expect(outside?.message == "'../digest' cannot be the name of a template")
  }

  @Test("says which templates there are when one does not exist")
  func misspelt() throws {
    let folder = try ScratchFolder()
    for template in ["digest", "plain"] {
      for name in TemplateLibrary.fileNames { _ = try folder.write("x", "all/\(template)/\(name)") }
    }
    let library = TemplateLibrary(
      configurationFolder: folder.url, installed: folder.url.appendingPathComponent("all"))
    let looked = { (name: String) in
      "looked in \(folder.url.path)/Templates/\(name) and \(folder.url.path)/all/\(name)"
    }
    let jpu = try #require(AffiliateID("jpu"))
    let near = #expect(throws: TemplateError.self) {
      try library.texts(template: "digets", affiliate: jpu)
    }
    #expect(near?.hint == "did you mean 'digest'? \(looked("digets"))")
    let far = #expect(throws: TemplateError.self) {
      try library.texts(template: "bulletin", affiliate: jpu)
    }
    #expect(far?.hint == "there are digest, plain; \(looked("bulletin"))")
  }

  @Test("tells a slip in a template by the file's place")
  func place() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("{{titel}}", "Templates/jpu/story.mustache")
    _ = try folder.write("", "Templates/jpu/layout.mustache")
    let library = TemplateLibrary(
      configurationFolder: folder.url,
      installed: ConfigurationSample.repository.appendingPathComponent("Templates"))
    let affiliate = try ConfigurationSample.read(ConfigurationSample.text).get().affiliates[0]
    let error = #expect(throws: (any Error).self) { try library.checkedTexts(of: affiliate) }
    let hinted = try #require(error as? any HintedError)
    let lines = hinted.message.split(separator: "\n")
    #expect(lines.count == 3)
    let slip =
      "Templates/jpu/story.mustache line 1: nothing is called 'titel'; did you mean 'title'?"
    #expect(lines.last.map { String($0) } == slip)
    #expect(lines[0].hasPrefix("Templates/jpu/layout.mustache: it does not say how to leave"))
  }

  @Test("A story without a title is planned by its address")
  func untitled() {
    let url = URL(string: "https://www.example.org/story/1")
    let story = Story(id: StoryID(1), listing: Listing(url: url, title: " "))
    #expect(story.shownTitle == "https://www.example.org/story/1")
  }

  @Test("refuses a template that is not UTF-8")
  func encoding() throws {
    let folder = try ScratchFolder()
    for name in TemplateLibrary.fileNames { _ = try folder.write("x", "Templates/digest/\(name)") }
    let story = folder.url.appendingPathComponent("Templates/digest/story.mustache")
    try Data([0xE9]).write(to: story)
    let library = TemplateLibrary(configurationFolder: folder.url, installed: nil)
    let error = #expect(throws: TemplateError.self) {
      try library.texts(template: "digest", affiliate: try #require(AffiliateID("jpu")))
    }
    #expect(error?.message == "\(story.path) is not UTF-8")
  }

  @Test("is found above the executable, or where the environment says")
  func installed() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("x", "Templates/digest/layout.mustache")
    let executable = folder.url.appendingPathComponent(".build/debug/broadsheet")
    let found = TemplateLibrary.installedFolder(executable: executable, environment: [:])
    #expect(found?.lastPathComponent == "Templates")
    let named = TemplateLibrary.installedFolder(
      executable: executable, environment: ["BROADSHEET_TEMPLATES": "/opt/templates"])
    #expect(named?.path == "/opt/templates")
  }

  @Test("an introduction is the edition's, else the affiliate's, else none")
  func introductions() throws {
    let folder = try ScratchFolder()
    let introductions = IntroductionFolder(configurationFolder: folder.url)
    let jpu = try #require(AffiliateID("jpu"))
    let edition = EditionID(text: "jpu-2026-11-20")
    #expect(try introductions.introduction(edition: edition, affiliate: jpu).markdown == "")
    _ = try folder.write("always", "Editions/jpu.md")
    #expect(try introductions.introduction(edition: edition, affiliate: jpu).markdown == "always")
    _ = try folder.write("\u{FEFF}this week", "Editions/jpu-2026-11-20.md")
    #expect(
      try introductions.introduction(edition: edition, affiliate: jpu).markdown == "this week")
  }
}
