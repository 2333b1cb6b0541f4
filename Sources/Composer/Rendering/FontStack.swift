/// Fonts by a short name: each a list that some font of nearly every mail program is in.
///
/// No name is quoted: CSS takes names of several words as they are, and quotes could end an
/// attribute.
public enum FontStack {
  /// The names that a theme can have.
  public static var names: [String] { stacks.map(\.name) }

  static func stack(_ name: String) -> String? { stacks.first { $0.name == name }?.fonts }

  private static let stacks: [(name: String, fonts: String)] = [
    (
      "system",
      "-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
    ),
    ("arial", "Arial, Helvetica, sans-serif"),
    ("helvetica", "Helvetica Neue, Helvetica, Arial, sans-serif"),
    ("verdana", "Verdana, Geneva, sans-serif"),
    ("tahoma", "Tahoma, Verdana, Segoe, sans-serif"),
    ("trebuchet", "Trebuchet MS, Lucida Grande, Tahoma, sans-serif"),
    ("georgia", "Georgia, Times New Roman, Times, serif"),
    ("palatino", "Palatino Linotype, Palatino, Book Antiqua, Georgia, serif"),
    ("times", "Times New Roman, Times, Georgia, serif"),
    ("courier", "Courier New, Courier, monospace"),
  ]
}
