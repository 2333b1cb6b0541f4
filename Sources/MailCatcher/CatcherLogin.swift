public import Diagnostics

/// The one login that a catcher takes, by AUTH PLAIN or AUTH LOGIN.
public struct CatcherLogin: Sendable, Hashable {
  public var username: String
  public var password: Secret

  public init(username: String, password: Secret) {
    self.username = username
    self.password = password
  }

  /// Reads `ana:secret`; nil when there is no colon or nothing before it.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    self.init(
      username: String(text[..<colon]), password: Secret(String(text[colon...].dropFirst())))
  }
}
