/// A password or key that no log, message or dump shows.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let hidden: String

  public init(_ text: String) { hidden = text }

  /// The secret itself, for the one call that needs it.
  public var revealed: String { hidden }

  public var description: String { "•••" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
