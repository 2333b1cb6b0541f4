import Foundation

/// The sample federation's feeds and pages, and what is to be read from them.
enum SeedFiles {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Seeds")

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  struct Expectation: Decodable {
    var affiliates: [Affiliate]
    var stories: [Story]

    struct Affiliate: Decodable {
      var id: String
      var name: String
      var stories: [String]
    }

    struct Story: Decodable {
      var title: String
      var teaser: String
      var related: String?
      var on: [String]
      var published: Date
      var node: Int
      var url: URL
    }
  }

  static func expectation() throws -> Expectation {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(Expectation.self, from: Data(bytes("expected.json")))
  }
}

/// Feeds with something odd about them, named after it.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
}
