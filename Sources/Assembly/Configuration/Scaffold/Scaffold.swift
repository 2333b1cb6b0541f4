public import Foundation

/// `broadsheet init`: makes the files of a new federation, and never replaces one.
public struct Scaffold: Sendable {
  /// What was done, for the command to tell.
  public struct Outcome: Sendable, Equatable {
    /// Paths relative to the folder.
    public var made: [String] = []
    /// Files that were there already and stay as they are.
    public var kept: [String] = []
    /// What to do next, a line each.
    public var nextSteps: [String] = []
  }

  public let folder: URL
  /// The `Templates` folder that comes with Broadsheet.
  public let installedTemplates: URL?

  public init(folder: URL, installedTemplates: URL?) {
    self.folder = folder
    self.installedTemplates = installedTemplates
  }

  /// Makes what is missing. In a folder that has a configuration already that is the keys alone.
  public func make() throws(ScaffoldError) -> Outcome {
    let configuration = folder.appendingPathComponent("config.json")
    if FileManager.default.fileExists(atPath: configuration.path) {
      return try makeKeys(for: configuration)
    }
    var outcome = Outcome()
    try makeFolder("")
    try write(StartTexts.configuration, "config.json", &outcome)
    try write(StartTexts.readme, "README.md", &outcome)
    try write(StartTexts.list, "Lists/local-12.csv", &outcome)
    try copyTemplates(&outcome)
    try makeKeys("broadsheet.keys", &outcome)
    outcome.nextSteps =
      goingThere + [
        "edit config.json: the organization, its affiliates and where their stories come from",
        "put the subscribers into Lists/, one file for each affiliate",
        "broadsheet check", "broadsheet fetch", "broadsheet plan",
      ]
    return outcome
  }

  /// The commands of the next steps look for `config.json` where they are run.
  private var goingThere: [String] {
    let here = FileManager.default.currentDirectoryPath
    guard folder.standardizedFileURL.path != URL(fileURLWithPath: here).standardizedFileURL.path
    else { return [] }
    let path = folder.relativePath
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "._-/".contains($0))
    }
    return ["cd " + (isPlain ? path : "'\(path.replacingOccurrences(of: "'", with: "'\\''"))'")]
  }

  /// For a configuration that came without keys, such as one from git.
  private func makeKeys(for configuration: URL) throws(ScaffoldError) -> Outcome {
    var outcome = Outcome()
    outcome.kept = ["config.json"]
    let reading = ConfigurationFile(url: configuration).read()
    let file = reading.files.first { $0.kind == .keys }
    let url = file?.url ?? folder.appendingPathComponent("broadsheet.keys")
    let name = file?.shown ?? "broadsheet.keys"
    if FileManager.default.fileExists(atPath: url.path) {
      throw ScaffoldError(path: folder.path, reason: .nothingToMake)
    }
    try makeKeys(at: url)
    outcome.made = [name]
    outcome.nextSteps = goingThere + ["broadsheet check"]
    return outcome
  }

  private func makeKeys(_ name: String, _ outcome: inout Outcome) throws(ScaffoldError) {
    let url = folder.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: url.path) {
      outcome.kept.append(name)
      return
    }
    try makeKeys(at: url)
    outcome.made.append(name)
  }

  private func makeKeys(at url: URL) throws(ScaffoldError) {
    do {
      try SigningKeys.made().write(url)
    } catch {
      throw ScaffoldError(path: url.path, reason: .notWritten(error.message))
    }
  }

  private func copyTemplates(_ outcome: inout Outcome) throws(ScaffoldError) {
    guard let source = installedTemplates?.appendingPathComponent("digest") else {
      throw ScaffoldError(path: "Templates/digest", reason: .noTemplates)
    }
    for name in TemplateLibrary.fileNames {
      let text: String
      do {
        let file = source.appendingPathComponent(name)
        text = try PlainTextFile(url: file, largest: TemplateLibrary.largest).read()
      } catch {
        throw ScaffoldError(path: error.message, reason: .noTemplates)
      }
      try write(text, "Templates/digest/\(name)", &outcome)
    }
  }

  private func write(
    _ text: String, _ name: String, _ outcome: inout Outcome
  ) throws(ScaffoldError) {
    let url = folder.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: url.path) {
      outcome.kept.append(name)
      return
    }
    let parent = name.split(separator: "/").dropLast().joined(separator: "/")
    try makeFolder(parent)
    do {
      try Data(text.utf8).write(to: url, options: .withoutOverwriting)
    } catch {
      throw ScaffoldError(path: url.path, reason: .notWritten(SystemWords.why(error)))
    }
    outcome.made.append(name)
  }

  private func makeFolder(_ name: String) throws(ScaffoldError) {
    let url = name.isEmpty ? folder : folder.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw ScaffoldError(path: url.path, reason: .notWritten(SystemWords.why(error)))
    }
  }
}
