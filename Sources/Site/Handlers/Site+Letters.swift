import Foundation
import Mail
import Newsletter
import Storage
import Web

extension Site {
  /// Counts a form that makes a letter.
  func admitLetter(of client: ClientAddress) async throws {
    for kind in [RateLimiter.Kind.letters(client), .allLetters] {
      if let seconds = await limiter.take(kind, at: clock()) {
        throw RequestFault(.tooMany(seconds))
      }
    }
  }

  /// Queues a letter. Whether there is one is told to nobody.
  func post(_ draft: LetterDraft) async throws {
    let now = clock()
    _ = try await desk.write { try $0.post(draft, at: now) }
  }

  /// Does some work and takes the same time for it, whatever it found.
  func steadily(_ work: () async throws -> Void) async throws {
    let end = ContinuousClock.now + answerTime
    try await work()
    try await Task.sleep(until: end, clock: .continuous)
  }

  /// What somebody wrote into the field of an address, but for the spaces around it: a control
  /// inside of it makes it none, and must not be taken out before that is seen.
  static func addressEntry(_ text: String?) -> String {
    String((text ?? "").trimmingCharacters(in: .whitespacesAndNewlines).prefix(300))
  }

  /// What is wrong with an address that somebody wrote, or the address.
  func address(in text: String) -> Result<EmailAddress, AddressMistake> {
    if text.isEmpty { return .failure(AddressMistake(words: .addressMissing)) }
    do {
      let address = try EmailAddress(text)
      // A name without a dot is a machine of this network: nobody outside has mail there.
      guard address.domain.contains(".") else { throw AddressMistake(words: .addressWrong) }
      return .success(address)
    } catch {
      return .failure(AddressMistake(words: .addressWrong))
    }
  }

  /// What browsers keep of a line: no controls, no ends of lines, not too long.
  static func line(_ text: String?, most: Int = 100) -> String {
    let kept = (text ?? "").unicodeScalars.filter {
      !$0.properties.isBidiControl && $0.properties.generalCategory != .control
        && $0.properties.generalCategory != .lineSeparator
        && $0.properties.generalCategory != .paragraphSeparator
    }
    return String(String.UnicodeScalarView(kept.prefix(most)))
      .trimmingCharacters(in: .whitespaces)
  }
}

/// What to say of a text that is no address.
struct AddressMistake: Error, Equatable {
  let words: SiteText
}
