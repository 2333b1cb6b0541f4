import Foundation
import Mail
import Newsletter

/// A variant as all see it who have the same ``MergeShape``: rendered and encoded, with blanks for
/// what is each reader's own.
struct Impression: Sendable {
  /// The rendered subject; a constant one has one piece, already fit for its header.
  private let subject: [MergeMarks.Piece]
  /// The whole Subject field where it is the same for all.
  private let subjectField: LetterField?
  /// The body's own fields.
  let content: [LetterField]
  let form: MIMEForm
  /// Has read the form's beginning; a copy goes on from there.
  let hash: DKIMBodyHash
  private let blanks: [MergeBlank]

  /// - Parameters:
  ///   - page: where the same can be read as a page.
  ///   - boundary: between the parts of the message.
  init(
    _ stories: [Story], _ renderer: EditionRenderer, for subscriber: DigestView.Subscriber?,
    _ links: ReaderLinks?, in language: ReadingLanguage?, page: String?,
    subjectField number: Int?, marks: MergeMarks, boundary: String
  ) {
    var view = renderer.view(
      of: stories, for: subscriber, links, in: language, at: .message(page: page))
    let unnamed = view.named
    let rendered = renderer.templates.subject(unnamed)
    let pieces = marks.pieces(of: Array(rendered.utf8)[...])
    if let number, pieces.contains(where: \.isField) {
      subject = pieces
      subjectField = nil
      view.subject = marks.mark(number)
    } else {
      subject = []
      view.subject = renderer.finishedSubject(rendered)
      subjectField = LetterField(shared: HeaderField("Subject", text: view.subject))
    }
    let named = view.named(as: unnamed)
    var blanks: [MergeBlank] = []
    let text = MarkedText.wrapped(renderer.templates.text(named), marks, &blanks)
    let html = MarkedText.html(renderer.html(named), marks, &blanks)
    form = .alternative(
      [TextForm(text), TextForm(html, subtype: "html")], boundary: boundary)
    content = form.headers.map(LetterField.init(shared:))
    var hash = DKIMBodyHash()
    hash.update(form.beginning)
    self.hash = hash
    self.blanks = blanks
  }

  /// The reader's subject, where each has one of their own.
  func personalSubject(_ values: [String?], _ renderer: EditionRenderer) -> String? {
    guard subjectField == nil else { return nil }
    return renderer.finishedSubject(
      String(decoding: subject.flatMap { $0.octets(values) }, as: UTF8.self))
  }

  /// The whole Subject field.
  func subjectField(personal: String?) -> LetterField {
    subjectField ?? LetterField(HeaderField("Subject", text: personal ?? "").encoded())
  }

  /// What one reader's body has after the form's beginning.
  func rest(_ values: [String?]) -> FilledForm {
    form.filled(blanks.map { $0.octets(values) })
  }
}

/// What goes into one blank of a form.
enum MergeBlank: Hashable, Sendable {
  /// A reader's value in HTML.
  case escaped(Int)
  /// A line of the text part that has values in it, wrapped with them.
  case line([MergeMarks.Piece])

  func octets(_ values: [String?]) -> [UInt8] {
    switch self {
    case .escaped(let field): return EscapedHTML.octets(values[field] ?? "")
    case .line(let pieces):
      var wrapped: [UInt8] = []
      WrappedText.append(pieces.flatMap { $0.octets(values) }[...], to: &wrapped)
      return wrapped
    }
  }
}

extension MergeMarks.Piece {
  var isField: Bool {
    if case .field = self { return true }
    return false
  }

  func octets(_ values: [String?]) -> [UInt8] {
    switch self {
    case .text(let text): text
    case .field(let number): Array((values[number] ?? "").utf8)
    }
  }
}
