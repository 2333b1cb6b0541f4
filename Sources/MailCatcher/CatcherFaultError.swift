public import Diagnostics

/// Why a text is no fault.
public struct CatcherFaultError: HintedError, Equatable {
  /// What was read.
  public let text: String
  public let reason: Reason

  public enum Reason: Equatable, Sendable {
    case unknownVerb(String)
    case nothingHappens(CatcherFault.Verb)
    case unknownEffect(String)
    case noSuchCode(String)
    case noDuration(String)
    case noCount(String)
    case noAudience(String)
    /// A recipient is named for a verb that is answered when none is known.
    case recipientUnknown(CatcherFault.Verb)
    /// Greylisting, which has a count of its own.
    case countedGreylist
    case leftOver(String)
  }

  public var exitCode: ExitCode { .usage }

  public var message: String { "fault '\(text)': \(detail)" }

  private var detail: String {
    switch reason {
    case .unknownVerb(""): "it is empty"
    case .unknownVerb(let word): "'\(word)' is no verb at which something can happen"
    case .nothingHappens(let verb): "it does not say what happens at \(verb.name)"
    case .unknownEffect(let word): "'\(word)' is nothing that can happen"
    case .noSuchCode(let word): "'\(word)' is no reply code"
    case .noDuration(let word): "'\(word)' is no length of time up to an hour"
    case .noCount(let word): "'\(word)' is no count"
    case .noAudience(let word): "'\(word)' is no recipient"
    case .recipientUnknown(let verb):
      "at \(verb.name) the server does not know whom a message is for"
    case .countedGreylist: "greylisting is over when its time is, not after a count"
    case .leftOver(let words): "'\(words)' has no meaning there"
    }
  }

  public var hint: String? {
    switch reason {
    case .unknownVerb(let word):
      if let nearest = Suggestion.nearest(to: word, among: Self.verbs) {
        "did you mean '\(nearest)'?"
      } else {
        "begin with one of \(Self.verbs.joined(separator: ", ")); or with greylist"
      }
    case .nothingHappens, .unknownEffect:
      "write a reply code, disconnect, disconnect-after, silence or slow, as in"
        + " 'rcpt 450 4.2.0 Later x3'"
    case .noSuchCode: "write a number from 200 to 599"
    case .noDuration: "write it as 2s, 500ms or 10m"
    case .noCount: "write 'x3' for the first three times, 'every 5' for every fifth"
    case .noAudience: "write 'for ana@example.org', 'for ana@' or 'for @example.org'"
    case .recipientUnknown: "use rcpt, data or dot, or leave the recipient out"
    case .countedGreylist: "leave the count out: 'greylist 60s'"
    case .leftOver: "leave it out"
    }
  }

  private static let verbs = CatcherFault.Verb.allCases.map(\.rawValue)
}
