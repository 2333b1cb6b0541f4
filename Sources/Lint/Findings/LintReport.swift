/// All that was found in one edition or file.
public struct LintReport: Sendable, Equatable {
  /// The edition's or the file's name.
  public let name: String
  /// Errors first, then by place.
  public private(set) var findings: [Finding]
  /// How many more there are of each kind than are told.
  public let untoldKinds: [FindingKind: Int]
  /// The HTML part as mailed, in octets.
  public let htmlSize: Int

  public init(
    name: String, findings: [Finding], untold: [FindingKind: Int] = [:], htmlSize: Int = 0
  ) {
    self.name = name
    self.findings = findings.sorted()
    untoldKinds = untold
    self.htmlSize = htmlSize
  }

  /// How many more there are of each id than are told, whatever their severity.
  public var untold: [FindingID: Int] {
    untoldKinds.reduce(into: [:]) { $0[$1.key.id, default: 0] += $1.value }
  }

  public func count(_ severity: Finding.Severity) -> Int {
    findings.count { $0.severity == severity }
      + untoldKinds.reduce(0) { $0 + ($1.key.severity == severity ? $1.value : 0) }
  }

  /// Whether nothing stands in the way of sending.
  public var isFit: Bool { count(.error) == 0 }

  public var errors: [Finding] { findings.filter { $0.severity == .error } }

  /// The same with what was found elsewhere: by asking servers, by another program.
  public mutating func add(_ more: [Finding]) {
    findings = (findings + more).sorted()
  }
}
