/// An error that can say what went wrong and what to do next.
///
/// Each boundary has one such type: its `reason` holds facts, `message` makes the words in one
/// place, `hint` names the next step. Callers branch on the facts, never on the text.
public protocol HintedError: Error, CustomStringConvertible {
  /// One sentence without a full stop: where, and what is wrong.
  var message: String { get }
  /// The next step, when there is one.
  var hint: String? { get }
  /// How the process ends when nobody handles this.
  var exitCode: ExitCode { get }
}

extension HintedError {
  public var hint: String? { nil }
  public var exitCode: ExitCode { .failure }
  public var description: String { message }
}
