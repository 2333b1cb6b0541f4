import Diagnostics
import Foundation
import Newsletter

/// Looks for files beside the configuration that were meant to be read and are not, such as those
/// with a slip in their name.
struct StrayFiles {
  /// The folder of the configuration.
  let folder: URL
  let affiliates: [AffiliateID]
  /// Those that the configuration names and those that come with Broadsheet.
  let templates: Set<String>

  /// In the order of their names.
  var all: [StrayFile] { introductions + templateFiles }

  private var ids: [String] { affiliates.map(\.text) }

  // MARK: Introductions

  private var introductions: [StrayFile] {
    names(in: "Editions").compactMap { name in
      introduction(name).map { StrayFile(path: "Editions/\(name)", reason: $0) }
    }
  }

  private func introduction(_ name: String) -> StrayFile.Reason? {
    guard let dot = name.lastIndex(of: "."), !IntroductionFolder.isReadme(name) else { return nil }
    let ending = name[dot...].dropFirst().lowercased()
    guard ["md", "markdown", "txt"].contains(ending) else { return nil }
    var stem = String(name[..<dot])
    if ending == "txt", stem.hasSuffix(".md") { stem.removeLast(3) }
    let (owner, rest) = parted(stem)
    if let day = rest.day, !day.isReal { return .noDay }
    guard ids.contains(owner) else {
      let nearest = Suggestion.nearest(to: owner, among: ids)
      return .noAffiliate(meant: nearest.map { "\($0)\(rest.text).md" })
    }
    return name == "\(stem).md" ? nil : .ending(meant: "\(stem).md")
  }

  /// The day in a name: `-2026-11-20`, of editions made by hand `-2026-11-20.2`.
  private struct Day {
    let isReal: Bool
  }

  private func parted(_ stem: String) -> (owner: String, rest: (text: String, day: Day?)) {
    guard let match = stem.firstMatch(of: #/-(\d{4}-\d{2}-\d{2})(\.[1-9]\d*)?$/#) else {
      return (stem, ("", nil))
    }
    let day = Day(isReal: LocalDate(String(match.1))?.exists == true)
    return (String(stem[..<match.range.lowerBound]), (String(match.0), day))
  }

  // MARK: Templates

  private var templateFiles: [StrayFile] {
    names(in: "Templates").flatMap { name -> [StrayFile] in
      let path = "Templates/\(name)"
      guard isFolder(path) else {
        return name.lowercased().hasSuffix(".mustache")
          ? [StrayFile(path: path, reason: .outside)] : []
      }
      let files = names(in: path)
      if isUnused(name, files) {
        let known = ids + templates.sorted()
        let nearest = Suggestion.nearest(to: name, among: known)
        return [StrayFile(path: path, reason: .noTemplate(meant: nearest))]
      }
      return files.compactMap { file in
        unknown(file).map { StrayFile(path: "\(path)/\(file)", reason: $0) }
      }
    }
  }

  /// A whole template whose name is nobody's is kept for later, and no slip.
  private func isUnused(_ name: String, _ files: [String]) -> Bool {
    if ids.contains(name) || templates.contains(name) { return false }
    let isWhole = TemplateLibrary.fileNames.allSatisfy(files.contains)
    let isNear = Suggestion.nearest(to: name, among: ids) != nil
    return isNear || !isWhole && files.contains { $0.lowercased().hasSuffix(".mustache") }
  }

  private func unknown(_ file: String) -> StrayFile.Reason? {
    if TemplateLibrary.fileNames.contains(file) { return nil }
    // By its name alone: the ending would make all of them near.
    let names = TemplateLibrary.fileNames.map { String($0.prefix { $0 != "." }) }
    let nearest = Suggestion.nearest(to: String(file.prefix { $0 != "." }), among: names)
      .flatMap { names.firstIndex(of: $0) }.map { TemplateLibrary.fileNames[$0] }
    let isMeant = nearest != nil || file.lowercased().hasSuffix(".mustache")
    return isMeant ? .unknownFile(meant: nearest) : nil
  }

  // MARK: The folder

  private func names(in path: String) -> [String] {
    // A folder that is not there has no files.
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent(path).path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder = ObjCBool(false)
    let path = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
