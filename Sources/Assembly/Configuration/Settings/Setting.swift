/// One setting of `config.json`: what it means and what holds without it.
public struct Setting: Sendable, Equatable {
  /// Where it stands, such as `smtp.stayFor` or `affiliates[].name`.
  public let path: String
  public let meaning: String
  /// What holds when it is not set, in words.
  public let standard: Standard

  public enum Standard: Sendable, Equatable {
    case required
    case value(String)
    /// Nothing: the feature is off, or a limit does not apply.
    case nothing
  }

  /// The last part of the path.
  public var key: String { path.split(separator: ".").last.map(String.init) ?? path }

  init(_ path: String, _ standard: Standard, _ meaning: String) {
    self.path = path
    self.standard = standard
    self.meaning = meaning
  }
}
