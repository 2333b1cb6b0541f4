/// The files that a template folder has, and that an affiliate's own folder may override.
public enum TemplateFile: String, Sendable, CaseIterable {
  case layout, story, text, subject

  /// `layout.mustache`.
  public var name: String { rawValue + ".mustache" }
}
