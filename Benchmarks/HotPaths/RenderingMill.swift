import Composer
import Foundation
import Mail
import Newsletter

/// An edition of ten stories with a template that ships: what is measured is what is done once for
/// each variant.
struct RenderingMill {
  private let press: EditionPress
  private let reader: Recipient
  private let stories: [StoryID]

  init(_ template: String) throws {
    let edition = try Sample.edition(stories: (1...10).map(Sample.story), template: template)
    guard let key = SigningKey(id: "k1", secret: Array(0..<32)) else {
      throw CocoaError(.keyValueValidation)
    }
    press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: MessageKeys(current: key))
    reader = Recipient(address: try EmailAddress("reader@example.org"), name: "Reader")
    stories = edition.stories.map(\.id)
  }

  func render() -> RenderedParts {
    press.parts(for: reader, subscriber: 1, stories: stories)
  }
}
