/// How messages are made of an edition.
///
/// An edition keeps the version that it was frozen with, so that a message made again has the same
/// bytes. One that was frozen before there were versions has none.
public enum RenderingVersion: Int, Sendable, Codable {
  /// The style sheet is written into the elements, each reader's frame is in their language, and
  /// the theme brings fonts and more colours.
  case inlined = 2

  /// What new editions are frozen with.
  public static let current = RenderingVersion.inlined
}
