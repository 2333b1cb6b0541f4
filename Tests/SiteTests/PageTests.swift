import Composer
import Foundation
import Mail
import Newsletter
import Testing
import Web

@testable import Site

@Suite("Pages")
struct PageTests {
  @Test(
    "every page is whole: one title, labels, no script, no inline style",
    arguments: SamplePages.all)
  func whole(_ sample: SamplePage) {
    let text = String(decoding: sample.page.html.document, as: UTF8.self)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(sample.language.tag)\">"))
    #expect(text.ranges(of: "<h1>").count == 1)
    #expect(text.ranges(of: "<main ").count == 1)
    #expect(text.contains("<title>"))
    for wrong in ["<script", "<style", " style=", " onclick", "javascript:", "http-equiv"] {
      #expect(!text.contains(wrong))
    }
    let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
    #expect(ids.count == Set(ids).count, "an id stands twice: \(ids)")
    for match in text.matches(of: /\ (?:for|aria-describedby)="([^"]*)"/) {
      for id in match.1.split(separator: " ") { #expect(ids.contains(String(id))) }
    }
    for match in text.matches(of: /<(?:input|select)[^>]* type="(?:text|email)"[^>]*>/) {
      let id = match.0.firstMatch(of: /\ id="([^"]*)"/).map { String($0.1) } ?? ""
      #expect(text.contains("for=\"\(id)\""))
    }
    for match in text.matches(of: /<form[^>]*>/) {
      #expect(match.0.contains("method=\"post\""))
      #expect(match.0.contains("action=\"/"))
    }
    for match in text.matches(of: /<button[^>]*>/) { #expect(match.0.contains("type=\"submit\"")) }
  }

  @Test("every page is as it was looked at", arguments: SamplePages.all)
  func snapshots(_ sample: SamplePage) throws {
    try Snapshot("\(sample.name).html").expect(sample.page.html.document)
  }

  @Test("the style sheets are as they were looked at")
  func styles() throws {
    try Snapshot("style.css").expect(Array(StyleSheet.base.utf8))
    for affiliate in SiteBench.affiliates {
      try Snapshot("\(affiliate.id).css")
        .expect(Array(StyleSheet.colors(of: affiliate.theme).utf8))
    }
  }

  @Test("both languages say everything, each in its own words")
  func words() {
    for text in SamplePages.texts {
      #expect(!text.english.isEmpty)
      #expect(text.english != text.spanish)
    }
  }

  @Test(
    "an address is shown so that its owner knows it",
    arguments: [
      ("ana@example.org", "a••••@example.org"), ("a@example.org", "a••••@example.org"),
      ("\"a b\"@example.org", "\"••••@example.org"),
      ("ana@bücher.example", "a••••@xn--bcher-kva.example"),
    ])
  func masks(_ address: String, _ masked: String) throws {
    #expect(try EmailAddress(address).masked == masked)
  }

  @Test("a theme gives colours that can be read, and a logo over https alone")
  func themes() {
    let light = PageTheme(["accentColor": "#ffee88", "logo": "https://e.example/l.png"])
    #expect(light.onAccent == "#1e1f22")
    #expect(light.logo == "https://e.example/l.png")
    #expect(PageTheme(["logo": "http://e.example/l.png"]).logo == nil)
    #expect(PageTheme(["accentColor": "red;} body{"]).accent == "#1f4e79")
  }
}
