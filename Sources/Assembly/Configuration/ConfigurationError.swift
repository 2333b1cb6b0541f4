public import Diagnostics

/// A configuration that cannot be used, with all that is wrong with it.
public struct ConfigurationError: HintedError, Equatable {
  /// The configuration file, as the command line names it.
  public let file: String
  /// At least one, in the file's order.
  public let mistakes: [ConfigurationFinding]

  /// One mistake, or their number and one mistake a line, each with its hint.
  public var message: String {
    if mistakes.count == 1 { return mistakes[0].message }
    let lines = mistakes.map { $0.message + ($0.hint.map { "\n  hint: \($0)" } ?? "") }
    return "\(file) has \(mistakes.count) mistakes\n" + lines.joined(separator: "\n")
  }

  public var hint: String? { mistakes.count == 1 ? mistakes[0].hint : nil }
  public var exitCode: ExitCode { .badConfiguration }
}
