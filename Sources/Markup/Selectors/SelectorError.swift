public import Diagnostics

/// Why a CSS selector cannot be used.
public struct SelectorError: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    case empty
    case unexpected(String)
    case unsupported(String)
    case tooLong(limit: Int)
    /// The page is so large that looking for this took too long.
    case tooCostly
  }

  public let selector: String
  /// Counted from 1.
  public let column: Int
  public let reason: Reason

  public var message: String {
    let place = "selector '\(selector.prefix(200))', column \(column)"
    return switch reason {
    case .empty: "\(place): a name, '.class', '#id' or '[attribute]' is missing"
    case .unexpected(let text): "\(place): '\(text)' has no meaning here"
    case .unsupported(let text): "\(place): '\(text)' is not supported"
    case .tooLong(let limit): "\(place): it has more than \(limit) characters"
    case .tooCostly: "\(place): it takes too long on this page"
    }
  }

  public var hint: String? {
    switch reason {
    case .empty, .unexpected: "write it like 'div.news > article h2 a'"
    case .unsupported:
      "use names, classes, ids, attributes, '>', '+', '~', :nth-child(), :first-child, :not()"
    case .tooLong, .tooCostly: "name the element's class or id in a shorter selector"
    }
  }

  public var exitCode: ExitCode { .badConfiguration }
}
