public import Foundation
public import Newsletter

/// `Editions/` beside the configuration: optional introductions in Markdown.
public struct IntroductionFolder: Sendable, Equatable {
  /// Octets that an introduction may have.
  static let largest = 256 << 10

  public let url: URL

  public init(configurationFolder: URL) {
    url = configurationFolder.appendingPathComponent("Editions", isDirectory: true)
  }

  /// The introduction of an edition: `EDITION.md`, else `AFFILIATE.md`, else an empty text.
  public func text(
    edition: EditionID, affiliate: AffiliateID
  ) throws(TemplateError) -> String {
    for name in [edition.text, affiliate.text] where !name.contains("/") {
      let file = url.appendingPathComponent("\(name).md")
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      return try PlainTextFile(url: file, largest: Self.largest).read()
    }
    return ""
  }
}
