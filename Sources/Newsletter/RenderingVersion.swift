/// How messages are made of an edition.
///
/// An edition keeps the version that it was frozen with, so that a message made again has the same
/// bytes. One that was frozen before there were versions has none.
public enum RenderingVersion: Int, Sendable, Codable, Comparable {
  /// The style sheet is written into the elements, each reader's frame is in their language, and
  /// the theme brings fonts and more colours.
  case inlined = 2
  /// Where there is a public site, each variant is a page of it, and its messages say where. What is
  /// set in stands at the right where lines begin there.
  case online = 3
  /// An introduction's pictures have a width and its headings follow on the affiliate's name; a
  /// story's picture is described by its source's words, not by the title. Marks that turn text around are taken out of titles and
  /// other single lines.
  case accessible = 4

  /// What new editions are frozen with.
  public static let current = RenderingVersion.accessible

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
