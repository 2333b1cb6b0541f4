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

  /// What is wrong with any of the folder's files, and what of them readers do not get.
  func findings() -> (flaws: [any Error], remarks: [IntroductionRemark]) {
    // No folder, no introductions.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    var flaws: [any Error] = []
    var remarks: [IntroductionRemark] = []
    for name in names.filter({ $0.hasSuffix(".md") && !Self.isReadme($0) }).sorted() {
      do {
        remarks += try read(url.appendingPathComponent(name)).remarks
      } catch {
        flaws.append(error)
      }
    }
    return (flaws, remarks)
  }

  /// A file for those who work in the folder.
  static func isReadme(_ name: String) -> Bool {
    name.prefix { $0 != "." }.lowercased() == "readme"
  }

  private func read(_ file: URL) throws -> Introduction {
    try Introduction(
      PlainTextFile(url: file, largest: Self.largest).read(),
      file: "Editions/\(file.lastPathComponent)")
  }
}
