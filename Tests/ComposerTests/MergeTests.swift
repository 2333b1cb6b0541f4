import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("Merge fields")
struct MergeTests {
  private struct Printed {
    let press: EditionPress
    let edition: Edition
    let recipients: [Recipient]

    init(seed: UInt64) throws {
      var random = RandomMerge(seed: seed)
      edition = try Press.edition(
        random.stories(),
        masthead: Press.masthead(site: seed % 3 == 0 ? nil : "https://news.federation.example"),
        templates: random.templates(Press.templates()))
      press = try EditionPress(
        StoredEdition(edition: edition, owedStories: []), keys: Press.keys())
      recipients = try (0..<5).map { _ in try random.recipient() }
    }

    func message(to recipient: Recipient) throws -> [UInt8] {
      let message = try press.message(
        to: recipient, subscriber: Self.number(recipient), variant: 1,
        stories: edition.stories.map(\.id))
      // What needs no dot-stuffing travels as it is.
      #expect(SMTPBody(message.encoded()).octets == message.body.octets)
      return message.encoded()
    }

    /// Any, if only everybody has their own.
    static func number(_ recipient: Recipient) -> Int64 {
      Int64(recipient.address.spelling.utf8.count)
    }
  }

  @Test(
    "A message reads exactly as if it were rendered for its reader alone, in lines that fit",
    arguments: 1...50)
  func equality(_ seed: UInt64) throws {
    let printed = try Printed(seed: seed)
    for recipient in printed.recipients {
      let bytes = try printed.message(to: recipient)
      let message = try ReadMessage(bytes)
      let wanted = printed.press.parts(
        for: recipient, subscriber: Printed.number(recipient),
        stories: printed.edition.stories.map(\.id))
      #expect(try message.decoded("Subject") == wanted.subject, "seed \(seed)")
      #expect(message.text.content == CanonicalText.octets(wanted.text), "seed \(seed)")
      #expect(message.html.content == CanonicalText.octets(wanted.html), "seed \(seed)")
      let isAsItIs = [message.text, message.html].contains { $0.encoding == "7bit" }
      #expect(Self.faults(in: bytes, longest: isAsItIs ? 998 : 78) == [], "seed \(seed)")
    }
  }

  /// Lines that a server, a relay or a mailbox could stumble over.
  private static func faults(in message: [UInt8], longest: Int) -> [String] {
    let lines = message.split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = lines.dropLast().filter { line in
      let bare = line.dropLast()
      // Nothing can be broken inside the address of a link.
      let isAddress = bare.last == UInt8(ascii: ">") || bare.suffix(2) == Array(">,".utf8)[...]
      return line.last != 0x0D || bare.count > (isAddress ? 998 : longest)
        || bare.starts(with: ".".utf8)
        || bare.starts(with: "From ".utf8)
        || !bare.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
    }
    return bad.map { String(decoding: $0, as: UTF8.self) }
      + (lines.last == [] ? [] : ["the last line has no end"])
  }

  @Test("Its bytes are the same in any order, and from several threads at once", arguments: 1...5)
  func deterministic(_ seed: UInt64) async throws {
    let printed = try Printed(seed: seed)
    let alone = try printed.recipients.map { try Printed(seed: seed).message(to: $0) }
    let together = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<3 {
        group.addTask { try printed.recipients.reversed().map { try printed.message(to: $0) } }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for messages in together { #expect(Array(messages.reversed()) == alone, "seed \(seed)") }
  }
}
