public import Diagnostics
public import Mail
public import Newsletter

/// One thing that a configuration's reader should know, with the line it is about.
public struct ConfigurationFinding: HintedError, Equatable {
  public enum Severity: Int, Sendable, Comparable {
    /// May be wanted; another way is usually better.
    case advice
    /// Works, and is probably not meant.
    case warning
    /// Nothing runs until it is mended.
    case mistake

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The configuration file, as the command line names it.
  public let file: String
  /// From 1; nil when it is about the file as a whole.
  public let line: Int?
  /// The setting, such as `affiliates[2].digest.maxStories`; empty for the whole.
  public let path: String
  public let reason: Reason

  public enum Reason: Equatable, Sendable {
    case unreadable(String)
    case syntax(words: String, hint: String?, column: Int)
    case unknownKey(nearest: String?, known: [String])
    case repeatedKey(firstLine: Int)
    case missing(meaning: String)
    case wrongKind(wanted: String, found: String, hint: String?)
    case empty
    case outOfRange(Int, from: Int, to: Int)
    case notAnAddress(AddressError)
    case notAURL(String, wanted: String)
    case notALanguage(String, meant: String?)
    case notATimeZone(String, nearest: String?)
    case notOneOf(String, [String], nearest: String?)
    case notATime(String)
    case notADuration(String)
    case notAnID(String)
    case notAListID(String)
    case notADomain(String)
    case notAListenAddress(String)
    case notOnLoopback(String)
    case siteHasPath(host: String)
    case passwordWritten
    case severalPasswords([String])
    case passwordWithoutUser
    case userWithoutPassword
    case securityContradicts(url: String, security: String)
    case noEncryption(host: String)
    case noSourceKind
    case severalSourceKinds([String])
    case selectorsWithoutPage(String)
    case pageWithoutSelectors
    case noAffiliates
    case repeatedID(String, firstLine: Int)
    case repeatedName(String, firstLine: Int)
    case sharedList(String, with: String)
    case minAboveMax(min: Int, max: Int)
    case unknownTheme(nearest: String)
    case notAColor(String)
    case logoTooWide(Int, room: Int, sheet: Int)
    case notADate(String)
    case untilBeforeDate(until: LocalDate, date: LocalDate)
    case emptyNotice
    case unknownPlaceholder(String)
    case shouldBeLast(name: String)
    case file(FileFlaw, what: String, shown: String)
  }

  /// What is wrong with a file that the configuration names.
  public enum FileFlaw: Equatable, Sendable {
    case missing
    case isAFolder
    case unreadable(String)
    case readableByOthers
  }

  public var severity: Severity {
    switch reason {
    case .shouldBeLast: .advice
    case .repeatedName, .sharedList, .noEncryption, .unknownTheme, .untilBeforeDate,
      .file(.readableByOthers, _, _):
      .warning
    default: .mistake
    }
  }

  public var exitCode: ExitCode { severity == .mistake ? .badConfiguration : .done }
}
