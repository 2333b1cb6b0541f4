public import Mail
public import Newsletter
import Synchronization

/// Prints the messages of one edition: a variant is rendered and encoded once, and each reader's own
/// values are filled in.
///
///     let press = try EditionPress(stored, keys: keys)
///     let printed = try press.message(
///       to: recipient, subscriber: 12, variant: 0, stories: stories)
///
/// Pure: the same delivery has the same bytes, however often and in whatever order it is printed.
/// Any number of threads may print at once.
public final class EditionPress: Sendable {
  private let stored: StoredEdition
  private let renderer: EditionRenderer
  private let use: MergeUse
  private let letterhead: Letterhead
  private let linkPrinter: LinkPrinter?
  private let pagePrinter: PagePrinter?
  private let mark: DeliveryMark
  private let marks: MergeMarks
  private let signer: DKIMSigner
  private let impressions = Mutex<[Key: Impression]>([:])

  /// More are not kept: an edition has few variants, unless much is owed.
  private static let impressionsKept = 64

  private struct Key: Hashable {
    let variant: Int64
    let shape: MergeShape
    /// Nil: the edition's own.
    let language: ReadingLanguage?
  }

  /// Reads the edition's templates; throws ``TemplateError`` with all that is wrong with them.
  ///
  /// - Parameters:
  ///   - dkim: those that fit the From domain sign each message.
  ///   - isTrial: its messages are looked at before the edition goes out: they have Message-IDs of
  ///     their own, so that no inbox takes the real ones for copies of them.
  public init(
    _ stored: StoredEdition, keys: MessageKeys, dkim: [DKIMKey] = [], isTrial: Bool = false
  ) throws {
    let edition = stored.edition
    self.stored = stored
    renderer = try EditionRenderer(edition)
    let key = edition.keyID.flatMap(keys.key) ?? keys.current
    linkPrinter = LinkPrinter(edition.masthead, key: key)
    pagePrinter = PagePrinter(edition, key: key)
    use = MergeUse(edition.templates, hasPersonalLinks: linkPrinter != nil)
    letterhead = Letterhead(edition)
    mark = DeliveryMark(edition, key: key, isTrial: isTrial)
    marks = MergeMarks(secret: mark.mergeSecret)
    signer = DKIMSigner(
      keys: dkim, from: edition.masthead.sender.address.domain, at: edition.frozenAt)
  }

  /// The message that takes a variant to one of its readers.
  ///
  /// - Parameters:
  ///   - subscriber: the reader's number in the store, which their links name.
  ///   - variant: stands for `stories`: the same number always comes with the same stories.
  ///   - stories: in the order in which they are shown.
  public func message(
    to recipient: Recipient, subscriber: Int64, variant: Int64, stories: [StoryID]
  ) throws -> PrintedMessage {
    let links = linkPrinter?.links(of: recipient, subscriber)
    var values = use.fields.map { $0.value(of: recipient, links) }
    let impression = impression(variant, stories, for: recipient, links, values)
    let subject = impression.personalSubject(values, renderer)
    // The subject's number comes after those of the fields.
    values.append(subject)
    let id = messageID(for: recipient)
    let headers = letterhead.fields(
      to: recipient, subject: impression.subjectField(personal: subject), id: id, links: links,
      content: impression.content)
    return PrintedMessage(
      envelope: Envelope(
        sender: stored.edition.masthead.bounceAddress, recipient: recipient.address),
      id: id, body: SMTPBody(dotless: try octets(headers, impression, values)))
  }

  /// The parts of a reader's message before they are encoded.
  public func parts(
    for recipient: Recipient, subscriber: Int64, stories: [StoryID]
  ) -> RenderedParts {
    renderer.render(
      stored.stories(stories), for: recipient,
      links: linkPrinter?.links(of: recipient, subscriber),
      page: pagePrinter?.url(of: stories, in: renderer.language(of: recipient)))
  }

  /// The Message-ID that a delivery has or will have.
  public func messageID(for recipient: Recipient) -> MessageID {
    mark.messageID(for: recipient.address)
  }

  private func octets(
    _ headers: [LetterField], _ impression: Impression, _ values: [String?]
  ) throws -> [UInt8] {
    let beginning = impression.form.beginning
    let rest = impression.rest(values)
    let signature = try signature(headers, impression.hash, rest)
    let headSize = headers.reduce(signature.count + 2) { $0 + $1.octets.count }
    var octets: [UInt8] = []
    octets.reserveCapacity(headSize + beginning.count + rest.count + Self.spareCapacity)
    octets += signature
    for header in headers { octets += header.octets }
    octets += [0x0D, 0x0A]
    octets += beginning
    rest.append(to: &octets)
    return octets
  }

  private func signature(
    _ headers: [LetterField], _ beginning: DKIMBodyHash, _ rest: FilledForm
  ) throws -> [UInt8] {
    guard signer.isSigning else { return [] }
    var hash = beginning
    rest.update(&hash)
    return try signer.fields(for: headers.map(\.signed), body: hash)
  }

  /// For the final dot and for the commands that travel behind it.
  private static let spareCapacity = 512

  private func impression(
    _ variant: Int64, _ stories: [StoryID], for recipient: Recipient, _ links: ReaderLinks?,
    _ values: [String?]
  ) -> Impression {
    let language = renderer.language(of: recipient)
    if use.needsWholeReader {
      return impression(of: stories, for: DigestView.Subscriber(recipient), links, in: language)
    }
    let shape = MergeShape(values, use: use)
    let key = Key(variant: variant, shape: shape, language: language)
    if let known = impressions.withLock({ $0[key] }) { return known }
    // Outside the lock: two threads may make the same one, and neither waits for the other.
    let made = impression(
      of: stories, for: shape.subscriber(use, marks: marks),
      linkPrinter.map { _ in shape.links(use, marks: marks) }, in: language)
    impressions.withLock {
      if $0.count >= Self.impressionsKept { $0.removeAll() }
      $0[key] = made
    }
    return made
  }

  private func impression(
    of stories: [StoryID], for subscriber: DigestView.Subscriber, _ links: ReaderLinks?,
    in language: ReadingLanguage?
  ) -> Impression {
    Impression(
      stored.stories(stories), renderer, for: subscriber, links, in: language,
      page: pagePrinter?.url(of: stories, in: language),
      subjectField: use.hasPersonalSubject ? use.fields.count : nil, marks: marks,
      boundary: mark.boundary)
  }
}
