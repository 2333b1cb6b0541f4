import Composer
import Diagnostics
public import Foundation
public import Newsletter

/// Where templates are: the federation's own `Templates/`, then those that come with Broadsheet.
///
/// A template is a folder of four files. A folder named as an affiliate replaces any of them for
/// that affiliate, file by file.
public struct TemplateLibrary: Sendable, Equatable {
  /// The files of a template.
  public static let layout = "layout.mustache"
  public static let story = "story.mustache"
  public static let text = "text.mustache"
  public static let subject = "subject.mustache"
  public static let fileNames = [layout, story, text, subject]

  /// Octets that one file may have.
  static let largest = 1 << 20

  /// `Templates` folders, the first one first asked.
  public let folders: [URL]

  /// - Parameters:
  ///   - configurationFolder: its `Templates` comes first.
  ///   - installed: the `Templates` folder that comes with Broadsheet.
  public init(configurationFolder: URL, installed: URL?) {
    let own = configurationFolder.appendingPathComponent("Templates", isDirectory: true)
    folders = [own] + (installed.map { [$0] } ?? [])
  }

  init(folders: [URL]) { self.folders = folders }

  /// The texts of a template as an affiliate has them.
  public func texts(
    template: String, affiliate: AffiliateID
  ) throws(TemplateError) -> TemplateTexts {
    try TemplateTexts(
      layout: file(Self.layout, template, affiliate), story: file(Self.story, template, affiliate),
      text: file(Self.text, template, affiliate), subject: file(Self.subject, template, affiliate))
  }

  /// The file that an affiliate's messages are made with.
  public func url(of name: String, template: String, affiliate: AffiliateID) -> URL? {
    // Only the federation's own folder knows its affiliates.
    let own = folders.prefix(1).map { $0.appendingPathComponent(affiliate.text) }
    let candidates = own + folders.map { $0.appendingPathComponent(template) }
    return candidates.map { $0.appendingPathComponent(name) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// What messages call the file that an affiliate's messages are made with: its path from the
  /// configuration's folder, else its whole path.
  public func place(of name: String, template: String, affiliate: AffiliateID) -> String {
    guard let url = url(of: name, template: template, affiliate: affiliate) else { return name }
    let root = folders.first?.deletingLastPathComponent().standardizedFileURL.path ?? ""
    let path = url.standardizedFileURL.path
    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// The templates that there are: folders that have all files.
  var names: [String] {
    let found = folders.flatMap { folder in
      // A folder that cannot be read has no templates.
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { name in
        Self.fileNames.allSatisfy { file in
          FileManager.default.fileExists(
            atPath: folder.appendingPathComponent("\(name)/\(file)").path)
        }
      }
    }
    return Set(found).sorted()
  }

  private func file(
    _ name: String, _ template: String, _ affiliate: AffiliateID
  ) throws(TemplateError) -> String {
    guard !template.contains("/"), !template.hasPrefix(".") else {
      throw TemplateError(file: template, reason: .badName)
    }
    guard let url = url(of: name, template: template, affiliate: affiliate) else {
      let looked = folders.map { $0.appendingPathComponent(template).path }
      let known = names
      let nearest = Suggestion.nearest(to: template, among: known.filter { $0 != template })
      throw TemplateError(
        file: "\(template)/\(name)",
        reason: .missing(looked: looked, nearest: nearest, known: known))
    }
    return try PlainTextFile(url: url, largest: Self.largest).read()
  }
}

extension TemplateLibrary {
  /// The `Templates` folder that comes with Broadsheet: what `BROADSHEET_TEMPLATES` names, else
  /// the first one beside the executable, installed with it, or above it (a built checkout).
  public static func installedFolder(
    executable: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL? {
    if let named = environment["BROADSHEET_TEMPLATES"], !named.isEmpty {
      return URL(fileURLWithPath: named, isDirectory: true)
    }
    var folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<8 {
      for place in ["Templates", "share/broadsheet/Templates"] {
        let candidate = folder.appendingPathComponent(place, isDirectory: true)
        let layout = candidate.appendingPathComponent("digest/\(layout)")
        if FileManager.default.fileExists(atPath: layout.path) { return candidate }
      }
      if folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

extension TemplateLibrary {
  /// The texts of an affiliate's template; what is wrong with them is told by the files' places.
  func checkedTexts(of affiliate: AffiliateConfiguration) throws -> TemplateTexts {
    let template = affiliate.digest.template
    let texts = try texts(template: template, affiliate: affiliate.id)
    try TemplateCheck(texts, theme: affiliate.theme).validate { file in
      place(of: file.name, template: template, affiliate: affiliate.id)
    }
    return texts
  }
}
