public import Diagnostics
public import Foundation

/// Why one source could not be read; the other sources are not touched by it.
public struct FeedError: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    /// There is nothing in it.
    case empty
    /// Not a feed in any known format.
    case notAFeed
    /// A web page where a feed was asked for; maybe it names its feed.
    case pageInsteadOfFeed(feed: URL?)
    /// HTTP's answer was 400 or more, or no final answer at all.
    case status(Int)
    case tooLarge(limit: Int)
    /// libcurl's words.
    case transfer(String)
    case unsupportedAddress
    case unreadableFile(String)
    case badSelector(SelectorFault)
    /// Neither a preset nor a selector says what an item is.
    case noItemRule
  }

  /// A selector of the page rules that cannot be used.
  public struct SelectorFault: Sendable, Equatable {
    public let rule: String
    public let text: String
  }

  /// The address or file, or empty when the bytes came without one.
  public let source: String
  public let reason: Reason

  public init(source: String, reason: Reason) {
    self.source = source
    self.reason = reason
  }

  public var message: String {
    let what = words
    return source.isEmpty ? what : "\(source): \(what)"
  }

  private var words: String {
    switch reason {
    case .empty: "there is nothing in it"
    case .notAFeed: "it is no RSS, Atom or JSON feed"
    case .pageInsteadOfFeed: "it is a web page, not a feed"
    case .status(let status): "the server answered \(status)"
    case .tooLarge(let limit): "it is larger than \(limit / 1_000_000) MB"
    case .transfer(let words): words
    case .unsupportedAddress: "only http, https and file addresses can be read"
    case .unreadableFile(let words): "the file cannot be read: \(words)"
    case .badSelector(let fault): "the page rule '\(fault.rule)': \(fault.text)"
    case .noItemRule: "no rule says what an item of the page is"
    }
  }

  public var hint: String? {
    switch reason {
    case .pageInsteadOfFeed(let feed?): "the page names this feed: \(feed.absoluteString)"
    case .pageInsteadOfFeed, .notAFeed:
      "open it in a browser; a listing page is read with \"page\" instead of \"feed\""
    case .noItemRule: "name a preset (\"drupal\") or give selectors for item and link"
    case .badSelector: "correct the selector in the source's page rules"
    case .status(let status) where [404, 410].contains(status):
      "check the address; the site may have moved its feed"
    case .status(let status) where [401, 403].contains(status):
      "the site does not let us read it; ask its administrator"
    case .unsupportedAddress, .unreadableFile: "check the address in the configuration"
    case .empty, .status, .transfer: "try again later, and check the address if it goes on"
    case .tooLarge: "ask the site for a feed with fewer items"
    }
  }

  public var exitCode: ExitCode {
    switch reason {
    case .empty, .notAFeed, .pageInsteadOfFeed, .tooLarge: .badData
    case .status, .transfer: .tryAgain
    case .unsupportedAddress, .badSelector, .noItemRule: .badConfiguration
    case .unreadableFile: .badData
    }
  }
}
