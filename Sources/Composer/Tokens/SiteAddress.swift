public import Foundation
public import Newsletter

/// The addresses of the public site's pages.
///
///     SiteAddress(url).leave(token)  // "https://news.example.org/u/k1.AQw…"
public struct SiteAddress: Hashable, Sendable {
  /// Without a slash at its end.
  public let text: String

  /// - Parameter url: where the site begins: `https://news.example.org`.
  public init(_ url: URL) {
    var text = url.absoluteString[...]
    while text.hasSuffix("/") { text = text.dropLast() }
    self.text = String(text)
  }

  /// Leave one affiliate, in one click (RFC 8058) or on a page.
  public func leave(_ token: String) -> String { "\(text)/u/\(token)" }

  /// One person's choices about one affiliate.
  public func subscription(_ token: String) -> String { "\(text)/s/\(token)" }

  /// What a letter asks for: confirm a sign-up or an address, see all lists.
  public func letter(_ token: String) -> String { "\(text)/l/\(token)" }

  /// An edition as a page.
  ///
  /// - Parameter language: of its frame, where it is not the edition's own.
  public func page(_ token: String, language: String? = nil) -> String {
    "\(text)/e/\(token)" + (language.map { "?lang=\($0)" } ?? "")
  }

  /// The form to sign up for an affiliate.
  public func signUp(_ affiliate: AffiliateID) -> String { "\(text)/subscribe/\(affiliate)" }

  /// The form that sends a person their lists.
  public var find: String { "\(text)/find" }
}
