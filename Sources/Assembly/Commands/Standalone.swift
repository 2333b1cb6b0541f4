public import Diagnostics
import Feeds
import Foundation
import Newsletter

/// The commands that need no configuration.
public struct Standalone: Sendable {
  let console: Console

  public init(console: Console) {
    self.console = console
  }

  /// Makes the files of a new federation.
  public func initialize(_ folder: String) throws -> ExitCode {
    let scaffold = Scaffold(
      folder: URL(fileURLWithPath: folder, isDirectory: true),
      installedTemplates: TemplateLibrary.installedFolder(executable: Federation.executable))
    let outcome = try scaffold.make()
    let lines =
      outcome.made.map { "made  \($0)" } + outcome.kept.map { "kept  \($0)" } + [""]
      + outcome.nextSteps
    try console.show(
      lines.joined(separator: "\n"),
      json: ["made": outcome.made, "kept": outcome.kept, "nextSteps": outcome.nextSteps])
    return .done
  }

  /// Prints the stories in one feed or listing page.
  ///
  /// - Parameters:
  ///   - place: a file or an http address.
  ///   - isPage: read it as a listing page, by the preset `drupal`.
  public func parseFeed(_ place: String, isPage: Bool, base: String?) async throws -> ExitCode {
    let address = place.contains("://") ? URL(string: place) : URL(fileURLWithPath: place)
    guard let address else {
      throw UsageError("'\(place)' is no address", hint: "name a file, or an http address")
    }
    let request = SourceRequest(
      address: address, format: isPage ? .page(PageRules(preset: .drupal)) : .feed,
      base: base.flatMap(URL.init(string:)))
    let reader = SourceReader(use: .inspection)
    guard case .read(let document, _) = try await reader.read(request).get() else { return .done }
    for warning in document.warnings { console.warn("\(place): \(warning)") }
    let report = FeedReport(document)
    console.print(console.isJSON ? report.json : report.text)
    return .done
  }
}
