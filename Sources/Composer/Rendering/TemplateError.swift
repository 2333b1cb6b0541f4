public import Diagnostics

/// The templates of an edition cannot be used as they are.
public struct TemplateError: HintedError, Equatable {
  /// All that is wrong, at least one.
  public let findings: [TemplateFinding]

  public init(findings: [TemplateFinding]) { self.findings = findings }

  /// One for each finding, where they are told one by one.
  public var parts: [TemplateError] { findings.map { TemplateError(findings: [$0]) } }

  public var message: String { findings.map(\.description).joined(separator: "\n") }
  public var hint: String? { "Templates/README.md lists every name that a template can use" }
  public var exitCode: ExitCode { .badData }
}
