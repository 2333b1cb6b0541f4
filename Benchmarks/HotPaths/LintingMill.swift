import Composer
import Foundation
import Lint
import Mail
import Newsletter

/// An edition of ten stories with a template that ships, rendered, its styles moved into the
/// elements, and linted: what `plan` and the studio do for each.
struct LintingMill {
  private let edition: StoredEdition
  private let keys: MessageKeys
  private let reader: Recipient
  private let press: EditionPress

  init(_ template: String) throws {
    guard let key = SigningKey(id: "k1", secret: Array(0..<32)) else {
      throw CocoaError(.keyValueValidation)
    }
    keys = MessageKeys(current: key)
    edition = StoredEdition(
      edition: try Sample.edition(stories: (1...10).map(Sample.story), template: template),
      owedStories: [])
    reader = Recipient(address: try EmailAddress("reader@example.org"), name: "Reader")
    press = try EditionPress(edition, keys: keys)
  }

  /// With what the press remembers of the variants before.
  func warm() throws -> LintReport { try report(press) }

  /// With a press that has made nothing yet.
  func cold() throws -> LintReport { try report(EditionPress(edition, keys: keys)) }

  private func report(_ press: EditionPress) throws -> LintReport {
    let stories = edition.edition.stories
    let ids = stories.map(\.id)
    let parts = press.parts(for: reader, subscriber: 1, stories: ids)
    let message = try press.message(to: reader, subscriber: 1, variant: 0, stories: ids)
    return Lint().report(
      on: LintSubject(
        name: edition.edition.id.text, html: parts.html,
        edition: LintSubject.Frame(
          edition.edition, subject: parts.subject, preheader: parts.preheader, stories: stories,
          text: parts.text, headers: MessageHeader.fields(of: message.encoded())),
        styleNotes: parts.styleNotes))
  }
}
