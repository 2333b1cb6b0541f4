/// Findings that are counted together: of one id an error is another kind than a warning.
public struct FindingKind: Sendable, Hashable {
  public let id: FindingID
  public let severity: Finding.Severity

  public init(_ id: FindingID, _ severity: Finding.Severity? = nil) {
    self.id = id
    self.severity = severity ?? id.severity
  }

  init(_ finding: Finding) {
    self.init(finding.id, finding.severity)
  }
}
