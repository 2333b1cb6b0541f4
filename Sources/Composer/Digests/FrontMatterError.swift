public import Diagnostics

/// The head of an introduction cannot be understood.
public struct FrontMatterError: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    case notClosed
    /// A line without a colon.
    case notASetting(String)
    case unknownKey(String, nearest: String?)
    case repeatedKey(String)
    case empty(String)
    case tooLong(String)
    case tooMany(String)
    /// A `- ` that belongs to no list.
    case strayEntry
    case notAStory(String)
    case pinnedAndExcluded(String)
    /// The subject is read as a template is.
    case subject(String)
  }

  /// One thing that is wrong, and where.
  public struct Flaw: Sendable, Equatable {
    /// From 1.
    public var line: Int
    public var reason: Reason
  }

  /// The file, as messages name it.
  public let file: String
  /// At least one.
  public let flaws: [Flaw]

  public var message: String {
    flaws.map { "\(file) line \($0.line): \($0.reason.words)" }.joined(separator: "\n")
  }

  /// One for each flaw, where they are told one by one.
  public var parts: [FrontMatterError] { flaws.map { FrontMatterError(file: file, flaws: [$0]) } }

  public var hint: String? {
    guard flaws.count > 1 else { return flaws.first?.reason.hint }
    return flaws.map { "line \($0.line): \($0.reason.hint)" }.joined(separator: "; ")
  }

  public var exitCode: ExitCode { .badData }
}

extension FrontMatterError.Reason {
  fileprivate var words: String {
    switch self {
    case .notClosed: "the '---' that opens the head is not followed by one that closes it"
    case .notASetting(let line): "'\(line)' is no setting: it has no colon"
    case .unknownKey(let key, _): "'\(key)' is not a setting of an introduction"
    case .repeatedKey(let key): "'\(key)' is set already"
    case .empty(let key): "'\(key)' is empty"
    case .tooLong(let key): "'\(key)' is longer than \(FrontMatterReader.longestText) characters"
    case .tooMany(let key): "'\(key)' has more than \(FrontMatterReader.mostStories) stories"
    case .strayEntry: "this entry belongs to no list"
    case .notAStory(let text): "'\(text)' names no story"
    case .pinnedAndExcluded(let story): "story \(story) is both in 'pin' and in 'exclude'"
    case .subject(let why): "the subject cannot be used: \(why)"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .notClosed:
      "put a line of three hyphens below the settings; for a rule at the top write '***' instead"
    case .notASetting: "write it as 'subject: Your contract, in plain words'"
    case .unknownKey(_, let nearest?): "did you mean '\(nearest)'?"
    case .unknownKey(_, nil):
      "the settings are \(FrontMatterReader.keys.joined(separator: ", "))"
    case .repeatedKey: "keep one of the two"
    case .empty: "give it a value, or take the line out"
    case .tooLong: "inboxes show some 40 to 80 characters"
    case .tooMany: "name those that matter"
    case .strayEntry: "write 'pin:', 'exclude:' or 'order:' on a line before it"
    case .notAStory:
      "write the number that 'broadsheet plan' shows before its title, or its address"
    case .pinnedAndExcluded: "take it out of one of the two"
    case .subject: "write the words alone; names in {{ }} are those of Templates/README.md"
    }
  }
}
