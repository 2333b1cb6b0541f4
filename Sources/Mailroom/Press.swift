import Composer
import Foundation
import Newsletter

/// Makes the messages of one edition: parts once for each variant, then each recipient's own.
struct Press {
  private let stored: StoredEdition
  private let renderer: EditionRenderer
  private let composer: MessageComposer
  private var parts: [Int64: EncodedParts] = [:]

  /// More variants than this are not kept: an edition has few, unless much is owed.
  private static let variantsKept = 64

  init(_ stored: StoredEdition, keys: MessageKeys) throws {
    self.stored = stored
    renderer = try EditionRenderer(stored.edition)
    composer = MessageComposer(stored.edition, keys: keys)
  }

  /// The message of one delivery: the same bytes whenever it is made.
  mutating func message(for delivery: WaitingDelivery) throws -> ComposedMessage {
    try message(to: delivery.recipient, variant: delivery.variant, stories: delivery.stories)
  }

  mutating func message(
    to recipient: Recipient, variant: Int64, stories: [StoryID]
  ) throws -> ComposedMessage {
    composer.message(parts(variant, stories, for: recipient), to: recipient)
  }

  private mutating func parts(
    _ variant: Int64, _ stories: [StoryID], for recipient: Recipient
  ) -> EncodedParts {
    if !renderer.isPersonal, let known = parts[variant] { return known }
    let made = EncodedParts(renderer.render(stored.stories(stories), for: recipient))
    if parts.count >= Self.variantsKept { parts.removeAll() }
    if !renderer.isPersonal { parts[variant] = made }
    return made
  }
}
