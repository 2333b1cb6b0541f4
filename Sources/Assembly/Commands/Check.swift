import Composer
public import Diagnostics
import Feeds
import Foundation
import Lists
import Mailroom
import Newsletter
import Storage

/// `check`: everything that is wrong with a federation before anything is sent, all at once.
public struct Check: Sendable {
  private let file: ConfigurationFile
  private let console: Console

  public init(path: String?, console: Console) {
    file = .named(path)
    self.console = console
  }

  /// Looks at the configuration, the files it names, the templates, the lists and the sources.
  ///
  /// - Parameter online: also ask each source; local ones are read in any case.
  public func run(online: Bool) async throws -> ExitCode {
    let reading = file.read()
    var records: [DKIMRecordEntry] = []
    var findings = (reading.findings + reading.fileFindings()).map(CheckEntry.init)
    if let federation = try? Federation(path: file.url.path, console: console) {
      // What is wrong with the configuration itself is among the findings already.
      findings += federation.keyFindings() + federation.templateFindings()
      findings += federation.introductionFindings() + federation.strayFindings()
      findings += federation.listFindings() + federation.storeFindings()
      findings += federation.segmentFindings() + federation.wordingFindings()
      findings += federation.leavingFindings()
      let dkim = federation.dkimCheck()
      findings += dkim.findings
      records = dkim.records
      findings += await federation.sourceFindings(online: online)
    }
    let report = CheckReport(findings: findings, dkim: records)
    try console.show(report.text(file.name), json: report)
    return report.exitCode
  }
}

/// One thing that `check` found.
struct CheckEntry: Encodable, Equatable {
  enum Severity: String, Encodable { case advice, warning, mistake }

  let severity: Severity
  let message: String
  let hint: String?
  let exitCode: Int32

  init(_ severity: Severity, _ error: any HintedError) {
    self.severity = severity
    message = error.message
    hint = error.hint
    exitCode = severity == .mistake ? max(error.exitCode.rawValue, 1) : 0
  }

  init(_ finding: ConfigurationFinding) {
    switch finding.severity {
    case .advice: self.init(.advice, finding)
    case .warning: self.init(.warning, finding)
    case .mistake: self.init(.mistake, finding)
    }
  }

  var text: String {
    let word = severity == .mistake ? "error" : severity.rawValue
    return "\(word): \(message)" + (hint.map { "\n  hint: \($0)" } ?? "")
  }
}

struct CheckReport: Encodable {
  let findings: [CheckEntry]
  /// What the DNS should have, in the configuration's order.
  let dkim: [DKIMRecordEntry]

  func text(_ name: String) -> String {
    let mistakes = findings.filter { $0.severity == .mistake }.count
    let verdict =
      mistakes == 0
      ? "\(name) is in order."
      : "\(mistakes.counted("mistake", "mistakes")) to mend before anything is sent."
    return (findings.map(\.text) + dkim.map(\.text) + [verdict]).joined(separator: "\n")
  }

  /// 78 when the configuration is at fault, else what the worst finding says.
  var exitCode: ExitCode {
    ExitCode(rawValue: findings.map(\.exitCode).max() ?? 0) ?? .failure
  }
}

extension Federation {
  fileprivate func keyFindings() -> [CheckEntry] {
    do {
      _ = try keys()
      return []
    } catch let error as KeysError where error.reason == .missing {
      return []  // The configuration's own findings name it.
    } catch {
      return Self.entries(.mistake, error)
    }
  }

  fileprivate func templateFindings() -> [CheckEntry] {
    var seen: Set<String> = []
    return configuration.affiliates.flatMap { affiliate -> [CheckEntry] in
      do {
        let publication = try publication(affiliate)
        let edition = Edition(
          id: EditionID(text: "check"), frozenAt: Self.clock(), masthead: publication.masthead,
          templates: try publication.templates(), theme: publication.theme,
          stories: [])
        _ = try EditionRenderer(edition)
        return []
      } catch {
        // Affiliates share templates: what is wrong with one is told once.
        return Self.entries(.mistake, error).filter { seen.insert($0.message).inserted }
      }
    }
  }

  fileprivate func introductionFindings() -> [CheckEntry] {
    let found = IntroductionFolder(configurationFolder: configuration.folder).findings()
    return found.flaws.flatMap { Self.entries(.mistake, $0) }
      + found.remarks.map { CheckEntry(.warning, $0) }
  }

  fileprivate func strayFindings() -> [CheckEntry] {
    let used = configuration.affiliates.map(\.digest.template)
    let shipped = templates.folders.dropFirst().flatMap {
      TemplateLibrary(folders: [$0]).names
    }
    return StrayFiles(
      folder: configuration.folder, affiliates: configuration.affiliates.map(\.id),
      templates: Set(used + shipped)
    ).all.map { CheckEntry(.warning, $0) }
  }

  fileprivate func listFindings() -> [CheckEntry] {
    configuration.affiliates.flatMap { affiliate -> [CheckEntry] in
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      guard FileManager.default.fileExists(atPath: affiliate.list.path) else { return [] }
      do {
        return try list.read().problems.map { CheckEntry(.warning, $0) }
      } catch {
        return Self.entries(.mistake, error)
      }
    }
  }

  /// A list id that changed: receivers would take the list for another one.
  fileprivate func storeFindings() -> [CheckEntry] {
    do {
      let store = try storeToRead()
      return try configuration.affiliates.compactMap { affiliate in
        let now = configuration.listID(for: affiliate)
        guard let first = try store.listID(of: affiliate.id), first != now else { return nil }
        return CheckEntry(
          .mistake, ChangedListID(affiliate: affiliate.id, first: first, now: now))
      }
    } catch {
      return Self.entries(.mistake, error)
    }
  }

  fileprivate func sourceFindings(online: Bool) async -> [CheckEntry] {
    let sources = configuration.affiliates.flatMap(\.sources).filter { online || $0.url.isFileURL }
    let faults = sources.flatMap { source -> [CheckEntry] in
      guard case .page(let rules) = source.format else { return [] }
      return rules.faults.map { CheckEntry(.mistake, $0) }
    }
    let requests = sources.map {
      SourceRequest(address: $0.url, format: $0.format, base: $0.base)
    }
    let failures = await reader().read(requests, atOnce: 4).compactMap { answer -> CheckEntry? in
      guard case .failure(let error) = answer else { return nil }
      return CheckEntry(.mistake, error)
    }
    return faults + failures
  }

  private static func entries(
    _ severity: CheckEntry.Severity, _ error: any Error
  ) -> [CheckEntry] {
    switch error {
    case let error as FrontMatterError: error.parts.map { CheckEntry(severity, $0) }
    case let error as Composer.TemplateError: error.parts.map { CheckEntry(severity, $0) }
    case let error as any HintedError: [CheckEntry(severity, error)]
    default: [CheckEntry(severity, UsageError("\(error)"))]
    }
  }
}

/// The list id of an affiliate is not the one that its readers' mail programs know.
struct ChangedListID: HintedError, Equatable {
  let affiliate: AffiliateID
  let first: String
  let now: String

  var message: String { "the list id of \(affiliate) was \(first) and is now \(now)" }
  var hint: String? {
    "set \"listId\": \"\(first)\" for \(affiliate): filters and unsubscribe buttons go by it"
  }
  var exitCode: ExitCode { .badConfiguration }
}
