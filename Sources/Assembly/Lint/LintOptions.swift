/// How `lint` was asked to look.
public struct LintOptions: Sendable {
  /// Ask the servers whether the links answer.
  public var isOnline: Bool
  /// Tell advice too.
  public var tellsAdvice: Bool
  /// Ask SpamAssassin where it is installed.
  public var asksSpamAssassin: Bool

  public init(isOnline: Bool = false, tellsAdvice: Bool = true, asksSpamAssassin: Bool = true) {
    self.isOnline = isOnline
    self.tellsAdvice = tellsAdvice
    self.asksSpamAssassin = asksSpamAssassin
  }
}
