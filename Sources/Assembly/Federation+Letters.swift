import Composer
import Diagnostics
import Foundation
import Mail
import Mailroom
import Newsletter
import Storage
import Transport

extension Federation {
  /// What sends the letters that wait; nil where there is no site, which their links lead to.
  func letterOffice(_ store: Store) throws -> LetterOffice? {
    guard configuration.site != nil, let first = configuration.affiliates.first else { return nil }
    let composers = try letterComposers()
    return LetterOffice(
      store: store, clock: Self.clock, openSession: sessionOpener(toFolder: nil),
      compose: { letter in
        // Of an affiliate that is no more a letter comes in the name of the first.
        let affiliate = letter.affiliate.flatMap { composers[$0] == nil ? nil : $0 } ?? first.id
        guard let composer = composers[affiliate] else { throw LetterTrouble(number: letter.id) }
        let message = try composer.message(for: letter)
        return (message.envelope, message.body)
      })
  }

  private func letterComposers() throws -> [AffiliateID: LetterComposer] {
    let affiliates = configuration.affiliates
    let names = Dictionary(uniqueKeysWithValues: affiliates.map { ($0.id, $0.name) })
    let (keys, dkim) = (try keys(), try dkimKeys())
    return affiliates.reduce(into: [:]) { composers, affiliate in
      composers[affiliate.id] = LetterComposer(
        masthead(affiliate), names: names, theme: affiliate.theme, keys: keys, dkim: dkim)
    }
  }

  /// Sends the letters that wait, once; what keeps them is told, and keeps nothing else.
  func sendLetters(_ store: Store) async throws {
    guard let office = try letterOffice(store) else { return }
    do {
      let report = try await office.sendWaiting()
      guard let trouble = report.obstacle ?? report.failures.first else { return }
      warn(ofLetters: trouble)
    } catch {
      warn(ofLetters: error)
    }
  }

  private func warn(ofLetters trouble: any Error) {
    let hinted = trouble as? any HintedError
    console.warn("letters wait: \(hinted?.message ?? "\(trouble)")", hint: hinted?.hint)
  }
}

/// A letter that nobody can be found to write.
struct LetterTrouble: HintedError, Equatable {
  let number: Int64
  var message: String { "letter \(number) cannot be written: there is no affiliate in whose name" }
}
