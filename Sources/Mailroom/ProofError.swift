public import Diagnostics
public import Mail
public import Newsletter

/// There is no story to show.
public struct ProofError: HintedError, Equatable {
  public let affiliate: AffiliateID

  public var message: String { "no story of \(affiliate) is known yet" }
  public var hint: String? { "run 'broadsheet fetch \(affiliate)' first" }
  public var exitCode: ExitCode { .badData }
}

/// The server did not take a test message.
public struct ProofRefused: HintedError, Equatable {
  public let refusal: SMTPRefusal

  public var message: String { "the server refused the test message: \(refusal.reply.text)" }
  public var hint: String? {
    refusal.isPermanent ? "mend what the server says" : "try again in some minutes"
  }
  public var exitCode: ExitCode { refusal.isPermanent ? .failure : .tryAgain }
}
