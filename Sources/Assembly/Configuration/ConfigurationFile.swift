public import Foundation

/// A configuration file: read once, with all that is to be said about it.
///
///     let configuration = try ConfigurationFile.named("config.json").configuration()
public struct ConfigurationFile: Sendable {
  public let url: URL
  /// The file as messages name it.
  public let name: String

  public init(url: URL, name: String? = nil) {
    self.url = url.absoluteURL
    self.name = name ?? url.lastPathComponent
  }

  /// The file that the command line names, else the one that `BROADSHEET_CONFIG` names, else
  /// `config.json`.
  public static func named(
    _ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> ConfigurationFile {
    let path = path ?? environment["BROADSHEET_CONFIG"] ?? "config.json"
    return ConfigurationFile(url: URL(fileURLWithPath: path), name: path)
  }

  /// The configuration, when nothing in it is a mistake.
  public func configuration() throws(ConfigurationError) -> Configuration { try read().get() }

  /// Reads the file; what is wrong is in the reading.
  public func read() -> ConfigurationReading {
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }  // Nothing was written, so nothing can be lost.
      return read(octets: [UInt8](try file.read(upToCount: JSONReader.largest + 1) ?? Data()))
    } catch {
      return refused(.unreadable(SystemWords.why(error)), line: nil)
    }
  }

  /// Reads octets as if they were the file.
  public func read(octets: [UInt8]) -> ConfigurationReading {
    let root: JSONNode
    do throws(JSONSyntaxError) {
      root = try JSONReader.read(octets)
    } catch {
      return refused(
        .syntax(words: error.words, hint: error.hint, column: error.column), line: error.line)
    }
    var decoder = ConfigurationDecoder(file: url, fileName: name)
    let configuration = decoder.configuration(root)
    return ConfigurationReading(
      fileName: name, findings: Self.sorted(decoder.findings), files: decoder.files,
      decoded: configuration)
  }

  private func refused(
    _ reason: ConfigurationFinding.Reason, line: Int?
  ) -> ConfigurationReading {
    let finding = ConfigurationFinding(file: name, line: line, path: "", reason: reason)
    return ConfigurationReading(fileName: name, findings: [finding], files: [], decoded: nil)
  }

  /// By line; findings on one line stay in the order in which they were made.
  static func sorted(_ findings: [ConfigurationFinding]) -> [ConfigurationFinding] {
    findings.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
  }
}

/// What one reading of a configuration file gave.
public struct ConfigurationReading: Sendable {
  let fileName: String
  /// Mistakes, warnings and advice, in the file's order; the files it names are not looked at.
  public let findings: [ConfigurationFinding]
  let files: [NamedFile]
  let decoded: Configuration?

  /// The configuration, when nothing in it is a mistake.
  public func get() throws(ConfigurationError) -> Configuration {
    let mistakes = findings.filter { $0.severity == .mistake }
    guard let decoded, mistakes.isEmpty else {
      throw ConfigurationError(file: fileName, mistakes: mistakes)
    }
    return decoded
  }

  /// What is wrong with the files that the configuration names, looked at now.
  public func fileFindings() -> [ConfigurationFinding] {
    var findings: [ConfigurationFinding] = []
    for file in files {
      guard let flaw = file.flaw else { continue }
      let finding = ConfigurationFinding(
        file: fileName, line: file.place.line, path: file.place.path,
        reason: .file(flaw, what: file.kind.rawValue, shown: file.shown))
      if !findings.contains(finding) { findings.append(finding) }
    }
    return ConfigurationFile.sorted(findings)
  }
}
