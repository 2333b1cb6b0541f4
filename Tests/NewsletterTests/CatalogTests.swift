import Foundation
import Testing

@testable import Newsletter

@Suite("Telling stories apart")
struct CatalogTests {
  private func listing(
    _ title: String, id: String? = nil, url: String? = nil, summary: String = "Some teaser."
  ) -> Listing {
    Listing(
      identifier: id, url: url.flatMap(URL.init(string:)), title: title, summary: summary)
  }

  private func keys(_ listings: [Listing], host: String? = "www.example.org") -> [[String]] {
    CatalogEntry.entries(of: listings, host: host).map { $0.keys.map(\.value) }
  }

  @Test("Drupal's guid and its page's node id are one key")
  func drupalNode() {
    let feed = keys([listing("A", id: "4000 at https://www.example.org")])
    let page = keys([listing("A", id: "node-4000")])
    #expect(feed == [["www.example.org node-4000"]])
    #expect(page == feed)
  }

  @Test("an identifier belongs to its host")
  func hostScope() {
    #expect(
      keys([listing("A", id: "7")], host: "a.example")
        != keys([listing("A", id: "7")], host: "b.example"))
  }

  @Test(
    "addresses of one page are one key",
    arguments: [
      "https://www.example.org/story/a", "http://www.example.org/story/a",
      "https://WWW.Example.org/story/a/", "https://www.example.org:443/story/a",
      "http://www.example.org:80/story/a#more",
      "https://www.example.org/story/a?utm_source=feed&fbclid=1",
    ])
  func canonicalAddress(_ text: String) {
    #expect(keys([listing("A", url: text)]) == [["https://www.example.org/story/a"]])
  }

  @Test("a query that says what is read stays")
  func meaningfulQuery() {
    #expect(
      keys([listing("A", url: "https://www.example.org/?p=7&utm_medium=rss")])
        == [["https://www.example.org?p=7"]])
  }

  @Test("a key that several items of one document share is no key there")
  func sharedKeys() {
    let both = keys([
      listing("A", id: "1", url: "https://www.example.org/news"),
      listing("B", id: "2", url: "https://www.example.org/news"),
    ])
    #expect(both == [["www.example.org 1"], ["www.example.org 2"]])
  }

  @Test("an item without identifier and address is known by title and text")
  func textKey() {
    let entries = CatalogEntry.entries(of: [listing("A")], host: "www.example.org")
    #expect(entries.map { $0.keys.map(\.kind) } == [[.text]])
  }

  @Test("an item that stands in a document twice counts once")
  func repetition() {
    let twice = listing("A", id: "1", url: "https://www.example.org/a")
    #expect(keys([twice, twice]) == [["www.example.org 1", "https://www.example.org/a"]])
  }

  @Test("any known key gives the story")
  func anyKeyKnown() {
    let entries = CatalogEntry.entries(
      of: [listing("A", id: "9", url: "https://www.example.org/a")], host: "www.example.org")
    let catalog = Catalog(stories: [entries[0].keys[1]: StoryID(5)])
    #expect(catalog.sightings(of: entries).map(\.standing) == [.known(StoryID(5))])
  }

  @Test("the keys of two known stories: the first in order wins, with a warning")
  func twoStories() {
    let entries = CatalogEntry.entries(
      of: [listing("A", id: "9", url: "https://www.example.org/a")], host: "www.example.org")
    let keys = entries[0].keys
    let sighting = Catalog(stories: [keys[0]: StoryID(5), keys[1]: StoryID(6)])
      .sightings(of: entries)[0]
    #expect(sighting.standing == .known(StoryID(5)))
    #expect(
      sighting.warning == "'A' has the keys of stories 5 and 6; it is taken as 5")
  }

  struct Moved: Sendable, CustomTestStringConvertible {
    let name: String
    let moved: Int
    let fresh: Int
    let isHeld: Bool
    var testDescription: String { name }
  }

  @Test(
    "known titles under new keys are held when they are three and half of what is new",
    arguments: [
      Moved(name: "two of two are not", moved: 2, fresh: 0, isHeld: false),
      Moved(name: "three of three are", moved: 3, fresh: 0, isHeld: true),
      Moved(name: "three of six are", moved: 3, fresh: 3, isHeld: true),
      Moved(name: "three of seven are not", moved: 3, fresh: 4, isHeld: false),
    ])
  func movedIdentities(_ example: Moved) {
    let moved = (0..<example.moved).map { listing("Known \($0)", id: "new-\($0)") }
    let fresh = (0..<example.fresh).map { listing("Fresh \($0)", id: "fresh-\($0)") }
    let known = Dictionary(
      uniqueKeysWithValues: moved.enumerated().map { ($1.fingerprint, StoryID(Int64($0))) })
    let entries = CatalogEntry.entries(of: moved + fresh, host: "www.example.org")
    let sightings = Catalog(fingerprints: known).sightings(of: entries)
    let held = (0..<example.moved).map { Sighting.Standing.held(resembles: StoryID(Int64($0))) }
    let new = Array(repeating: Sighting.Standing.new, count: example.fresh)
    #expect(
      sightings.map(\.standing)
        == (example.isHeld ? held + new : Array(repeating: .new, count: entries.count)))
  }
}
