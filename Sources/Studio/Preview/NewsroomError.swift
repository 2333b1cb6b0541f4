public import Diagnostics

/// The federation's files cannot be used as they are, with all that is wrong with them.
public struct NewsroomError: HintedError, Equatable {
  public struct Flaw: Sendable, Equatable {
    /// Where, and what is wrong.
    public var message: String
    /// What to do about it.
    public var hint: String?

    public init(message: String, hint: String?) {
      self.message = message
      self.hint = hint
    }
  }

  /// At least one.
  public let flaws: [Flaw]

  public init(flaws: [Flaw]) { self.flaws = flaws }

  public var message: String { flaws.map(\.message).joined(separator: "\n") }
  public var hint: String? { flaws.first?.hint }
  public var exitCode: ExitCode { .badConfiguration }
}

/// An address names an affiliate that there is none of.
struct UnknownAffiliate: HintedError, Equatable {
  let name: String
  let known: [String]

  var message: String { "there is no affiliate '\(name)'" }
  var hint: String? { nearest.map { "did you mean '\($0)'?" } }
  var nearest: String? { Suggestion.nearest(to: name, among: known) }
}
