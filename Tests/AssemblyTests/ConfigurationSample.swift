import Assembly
import Foundation

/// A small configuration that has nothing wrong, to be spoilt by the tests.
enum ConfigurationSample {
  static let text = """
    {
      "organization": {
        "name": "Example Federation",
        "postalAddress": "1 Main Street",
        "timeZone": "America/New_York",
        "website": "https://www.example.org"
      },
      "sender": { "address": "{id}@example.org", "replyTo": "office@example.org" },
      "smtp": { "url": "smtp://127.0.0.1:2525" },
      "digest": { "schedule": { "weekly": ["friday"], "at": "09:00" }, "maxStories": 8 },
      "theme": { "accentColor": "#123456" },
      "sources": [{ "feed": "https://www.example.org/{id}/feed" }],
      "affiliates": [
        { "id": "jpu", "name": "Judicial Union" },
        { "id": "ar", "name": "Retirees" }
      ]
    }
    """

  static let file = URL(fileURLWithPath: "/federation/config.json")

  static func read(_ text: String) -> ConfigurationReading {
    ConfigurationFile(url: file).read(octets: Array(text.utf8))
  }

  /// The sample with one piece of it written otherwise.
  static func read(replacing piece: String, by other: String) -> ConfigurationReading {
    precondition(text.contains(piece), "\(piece) is not in the sample")
    return read(text.replacingOccurrences(of: piece, with: other))
  }

  /// The repository, found from this file.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
