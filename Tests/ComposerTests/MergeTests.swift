import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("Merge fields")
struct MergeTests {
  private struct Printed {
    let press: EditionPress
    let renderer: EditionRenderer
    let edition: Edition
    let recipients: [Recipient]

    init(seed: UInt64) throws {
      var random = RandomMerge(seed: seed)
      edition = try Press.edition(
        random.stories(), templates: random.templates(Press.templates()))
      press = try EditionPress(
        StoredEdition(edition: edition, owedStories: []), keys: Press.keys())
      renderer = try EditionRenderer(edition)
      recipients = try (0..<8).map { _ in try random.recipient() }
    }

    func message(to recipient: Recipient) throws -> [UInt8] {
      let message = try press.message(
        to: recipient, variant: 1, stories: edition.stories.map(\.id))
      // What needs no dot-stuffing travels as it is.
      #expect(SMTPBody(message.encoded()).octets == message.body.octets)
      return message.encoded()
    }
  }

  @Test("A message reads exactly as if it were rendered for its reader alone", arguments: 1...150)
  func equality(_ seed: UInt64) throws {
    let printed = try Printed(seed: seed)
    for recipient in printed.recipients {
      let message = try ReadMessage(printed.message(to: recipient))
      let wanted = printed.renderer.render(printed.edition.stories, for: recipient)
      #expect(try message.decoded("Subject") == wanted.subject, "seed \(seed)")
      #expect(message.text.content == CanonicalText.octets(wanted.text), "seed \(seed)")
      #expect(message.html.content == CanonicalText.octets(wanted.html), "seed \(seed)")
    }
  }

  @Test("Its lines fit, are ASCII, and none begins with a dot", arguments: 1...150)
  func lines(_ seed: UInt64) throws {
    let printed = try Printed(seed: seed)
    for recipient in printed.recipients {
      let bytes = try printed.message(to: recipient)
      let message = try ReadMessage(bytes)
      let longest = [message.text, message.html].contains { $0.encoding == "7bit" } ? 998 : 78
      #expect(bytes.suffix(2) == [0x0D, 0x0A])
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        let bare = line.dropLast()
        #expect(line.last == 0x0D && !bare.contains(0x0D), "seed \(seed)")
        #expect(bare.count <= longest || bare.starts(with: "To: ".utf8), "seed \(seed)")
        #expect(bare.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }, "seed \(seed)")
        #expect(!bare.starts(with: ".".utf8) && !bare.starts(with: "From ".utf8), "seed \(seed)")
      }
    }
  }

  @Test("Its bytes are the same in any order, and from several threads at once", arguments: 1...20)
  func deterministic(_ seed: UInt64) async throws {
    let printed = try Printed(seed: seed)
    let alone = try printed.recipients.map { try Printed(seed: seed).message(to: $0) }
    let together = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<4 {
        group.addTask { try printed.recipients.reversed().map { try printed.message(to: $0) } }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for messages in together { #expect(Array(messages.reversed()) == alone, "seed \(seed)") }
  }
}
