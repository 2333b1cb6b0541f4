import Feeds
import Foundation
import Newsletter
import SeededRandom
import Testing

/// Makes a document worse.
enum Mutation {
  private static let rubbish = [
    "<", ">", "&", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "</item>", "<item>", "</channel>",
    "&#99999999;", "&#x0;", "&nbsp;", "<?xml?>", "<!DOCTYPE a [<!ENTITY b \"c\">", "\u{0}",
    "\u{FEFF}",
    "<a href=", "<div>", "</div></div>", "xmlns:x=\"y\"", "{", "<entry>", "\u{202E}", "<x:y z='",
  ].map { Array($0.utf8) }

  static func mutated(_ bytes: [UInt8], by random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...12, using: &random) { worsen(&bytes, &random) }
    return bytes
  }

  private static func worsen(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard bytes.count > 2 else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...400, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<end)
    case 2:
      bytes.insert(
        contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
    case 3: bytes.removeSubrange(place...)
    case 4:
      let piece = rubbish.randomElement(using: &random) ?? []
      let times = Int.random(in: 1...50, using: &random)
      bytes.insert(contentsOf: Array(repeating: piece, count: times).joined(), at: place)
    case 5: bytes.replaceSubrange(place..<end, with: bytes[place..<end].reversed())
    default: bytes.insert(contentsOf: rubbish.randomElement(using: &random) ?? [], at: place)
    }
  }
}

@Suite("Mutated feeds and pages")
struct MutatedFeedTests {
  private static let seed: UInt64 = 20_221_120

  @Test("Six hundred mutated feeds and pages give a document of bounded size or an error")
  func bounded() throws {
    var random = SeededGenerator(seed: Self.seed)
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    var sources = try names.map { try Fixture.bytes($0) }
    sources += try ["feeds/latest.rss", "pages/latest.html"].map { try SeedFiles.bytes($0) }
    var read = 0
    for round in 0..<600 {
      let bytes = Mutation.mutated(sources[round % sources.count], by: &random)
      if check(bytes, "seed \(Self.seed), round \(round)") { read += 1 }
    }
    // Most of them are still readable: mending works.
    #expect(read > 300)
  }

  /// Whether there was a feed to read.
  private func check(_ bytes: [UInt8], _ round: String) -> Bool {
    let base = URL(string: "https://u.example/")
    let page = try? PageDecoder(PageRules(preset: .drupal)).document(from: bytes, base: base)
    let feed = try? FeedDecoder(for: .inspection).document(from: bytes, base: base)
    for document in [page, feed].compactMap({ $0 }) {
      let size = document.listings.reduce(document.title.utf8.count) {
        $0 + $1.title.utf8.count + $1.summary.utf8.count + $1.content.utf8.count
      }
      #expect(size <= 20 * bytes.count + 10_000, Comment(rawValue: round))
    }
    return feed != nil
  }

  @Test(
    "Megabytes of one thing are got through",
    arguments: [
      "<", "&", "<a", "<a>", "<item>", "<item><title>", "]]>", "<![CDATA[", "<!--", "<a b='",
      "</a>",
      "<rss", "<!DOCTYPE a [", "&#38;", "<a b=c ", "x", "<entry><link href='", "{\"items\":[", "[",
      "\u{FF}", "<a b=", "<?x>", "<?", "<!", "<a \"",
    ])
  func masses(_ piece: String) {
    for head in ["", "<rss><channel><title>T</title><item><description>"] {
      let text = head + String(repeating: piece, count: 150_000 / piece.utf8.count)
      let document = try? FeedDecoder().document(from: Array(text.utf8))
      #expect((document?.listings.count ?? 0) <= FeedDecoder.itemLimit)
    }
  }
}
