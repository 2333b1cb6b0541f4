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
  let templates: CompiledTemplates

  /// A subject longer than this is cut at a word.
  static let longestSubject = 200

  /// Reads the edition's templates; throws ``TemplateError`` with all that is wrong with them.
  public init(_ edition: Edition) throws(TemplateError) {
    let check = TemplateCheck(edition.templates, theme: edition.theme)
    let findings = check.findings
    guard findings.isEmpty else { throw TemplateError(findings: findings) }
    self.edition = edition
    isPersonal = check.isPersonal
    frame = EditionFrame(edition)
    templates = try CompiledTemplates(edition.templates)
  }

  /// Renders one variant.
  ///
  /// - Parameters:
  ///   - stories: what this variant's readers get, in order: fewer than the edition's where
  ///     another edition has them, more where some are owed.
  ///   - recipient: the one reader, which matters only when ``isPersonal``.
  ///   - links: that reader's own; without them the message shows the address that is the same
  ///     for all.
  func render(
    _ stories: [Story], for recipient: Recipient? = nil, links: ReaderLinks? = nil
  ) -> RenderedParts {
    var view = view(of: stories, for: recipient.map(DigestView.Subscriber.init), links)
    view.subject = finishedSubject(templates.subject(view))
    return RenderedParts(
      subject: view.subject, preheader: view.preheader, html: templates.html(view),
      text: WrappedText(templates.text(view)).text)
  }

  /// The subject of one variant, without the work of rendering its bodies.
  public func subject(_ stories: [Story], for recipient: Recipient? = nil) -> String {
    let view = view(of: stories, for: recipient.map(DigestView.Subscriber.init), nil)
    return finishedSubject(templates.subject(view))
  }

  func view(
    of stories: [Story], for subscriber: DigestView.Subscriber?, _ links: ReaderLinks?
  ) -> DigestView {
    DigestView(edition, frame, stories: stories, for: subscriber, links)
  }

  /// A rendered subject made fit for its header; never empty: a template may have nothing to say
  /// about a digest without stories.
  func finishedSubject(_ rendered: String) -> String {
    let subject = OneLine(rendered).shortened(to: Self.longestSubject)
    return subject.isEmpty ? "\(frame.affiliateName), \(frame.date)" : subject
  }
}
