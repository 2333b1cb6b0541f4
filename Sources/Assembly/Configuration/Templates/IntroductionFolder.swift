public import Composer
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

  /// The introduction of an edition: `EDITION.md`, else `AFFILIATE.md`, else none.
  public func introduction(
    edition: EditionID, affiliate: AffiliateID
  ) throws -> Introduction {
    for name in [edition.text, affiliate.text] where !name.contains("/") {
      let file = url.appendingPathComponent("\(name).md")
      if FileManager.default.fileExists(atPath: file.path) { return try read(file) }
    }
    return .none
  }

  /// What is wrong with any of the folder's files, one after the other.
  public func flaws() -> [any Error] {
    // No folder, no introductions.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
      do {
        _ = try read(url.appendingPathComponent(name))
        return nil
      } catch {
        return error
      }
    }
  }

  private func read(_ file: URL) throws -> Introduction {
    try Introduction(
      PlainTextFile(url: file, largest: Self.largest).read(),
      file: "Editions/\(file.lastPathComponent)")
  }
}
