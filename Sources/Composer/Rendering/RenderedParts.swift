public import Markup

/// What a variant looks like: its subject, its preview line and its two bodies.
public struct RenderedParts: Sendable, Equatable, Codable {
  /// One line, never empty.
  public var subject: String
  /// What an inbox shows after the subject; hidden in the HTML part.
  public var preheader: String
  /// The HTML part, lines ended by LF.
  public var html: String
  /// The text part, wrapped at 72 columns, lines ended by LF.
  public var text: String
  /// What of the template's styles could not be used, or not moved into the elements. Nothing that
  /// is sent: it is told to the editor, and not kept.
  public var styleNotes: [InliningNote] = []

  private enum CodingKeys: String, CodingKey { case subject, preheader, html, text }

  public init(
    subject: String, preheader: String, html: String, text: String,
    styleNotes: [InliningNote] = []
  ) {
    self.styleNotes = styleNotes
    self.subject = subject
    self.preheader = preheader
    self.html = html
    self.text = text
  }
}
