import Markup
public import Newsletter

/// Makes the parts of an edition's messages: pure, the same input gives the same text.
///
///     let renderer = try EditionRenderer(edition)
///     let parts = renderer.render(edition.stories)
///     parts.subject  // "Winning a Better Future and 4 more stories"
public struct EditionRenderer: Sendable {
  /// Whether a template names the subscriber: then messages of one variant differ.
  public let isPersonal: Bool

  private let edition: Edition
  private let frame: EditionFrame
  /// The frames of readers who read another language.
  private let frames: [ReadingLanguage: EditionFrame]
  let templates: CompiledTemplates
  private let inliner = StyleInliner()

  /// A subject longer than this is cut at a word.
  static let longestSubject = 200

  /// Reads the edition's templates; throws ``TemplateError`` with all that is wrong with them.
  public init(_ edition: Edition) throws(TemplateError) {
    let checked = try CheckedTemplates.of(edition.templates, theme: edition.theme)
    self.edition = edition
    isPersonal = checked.isPersonal
    frame = EditionFrame(edition)
    frames = Self.frames(edition)
    templates = checked.compiled
  }

  /// Renders one variant.
  ///
  /// - Parameters:
  ///   - stories: what this variant's readers get, in order: fewer than the edition's where
  ///     another edition has them, more where some are owed.
  ///   - recipient: the one reader, which matters only when ``isPersonal``.
  ///   - links: that reader's own; without them the message shows the address that is the same
  ///     for all.
  ///   - page: where the same can be read as a page.
  func render(
    _ stories: [Story], for recipient: Recipient? = nil, links: ReaderLinks? = nil,
    page: String? = nil
  ) -> RenderedParts {
    var view = view(
      of: stories, for: recipient.map(DigestView.Subscriber.init), links,
      in: language(of: recipient), at: .message(page: page))
    let unnamed = view.named
    view.subject = finishedSubject(templates.subject(unnamed))
    let named = view.named(as: unnamed)
    let html = inlined(named)
    return RenderedParts(
      subject: view.subject, preheader: view.preheader, html: html.text,
      text: WrappedText(templates.text(named)).text, styleNotes: html.notes)
  }

  /// The subject of one variant, without the work of rendering its bodies.
  public func subject(_ stories: [Story], for recipient: Recipient? = nil) -> String {
    let view = view(
      of: stories, for: recipient.map(DigestView.Subscriber.init), nil, in: language(of: recipient))
    return finishedSubject(templates.subject(view.named))
  }

  /// - Parameter language: as ``language(of:)`` gives it.
  func view(
    of stories: [Story], for subscriber: DigestView.Subscriber?, _ links: ReaderLinks?,
    in language: ReadingLanguage?, at place: DigestPlace = .message(page: nil)
  ) -> DigestView {
    DigestView(
      edition, language.flatMap { frames[$0] } ?? frame, stories: stories, for: subscriber, links,
      at: place)
  }

  /// The language of a reader's frame; nil when it is the edition's own.
  func language(of recipient: Recipient?) -> ReadingLanguage? {
    language(named: recipient?.language)
  }

  /// The same of a language by its tag or name.
  func language(named name: String?) -> ReadingLanguage? {
    guard !frames.isEmpty, let text = name,
      let language = ReadingLanguage(reader: text), frames[language] != nil
    else { return nil }
    return language
  }

  /// The HTML part as it is sent.
  func html(_ view: NamedValues) -> String { inlined(view).text }

  /// The HTML part as it is sent, and what the editor should know of its styles.
  private func inlined(_ view: NamedValues) -> (text: String, notes: [InliningNote]) {
    let html = templates.html(view)
    guard edition.rendering != nil else { return (html, []) }
    let inlined = inliner.inline(html)
    return (inlined.text, inlined.notes)
  }

  private static func frames(_ edition: Edition) -> [ReadingLanguage: EditionFrame] {
    guard edition.rendering != nil else { return [:] }
    let own = ReadingLanguage(edition: edition.masthead.language)
    let others = Words.languages.compactMap { ReadingLanguage(reader: $0) }
      .filter { $0.primary != own.primary }
    return Dictionary(
      others.map { ($0, EditionFrame(edition, for: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// A rendered subject made fit for its header; never empty: a template may have nothing to say
  /// about a digest without stories.
  func finishedSubject(_ rendered: String) -> String {
    let subject = OneLine(rendered).shortened(to: Self.longestSubject)
    return subject.isEmpty ? "\(frame.affiliateName), \(frame.date)" : subject
  }
}
