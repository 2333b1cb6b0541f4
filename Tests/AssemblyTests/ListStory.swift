import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Testing

@testable import Assembly

/// A small federation of two affiliates whose list commands a test runs one after another.
final class ListStory {
  static let jpu = AffiliateID("jpu")!
  static let nurses = AffiliateID("nurses")!

  let folder: ScratchFolder
  private let config: URL

  init(jpu: String? = nil, nurses: String? = nil) throws {
    folder = try ScratchFolder()
    config = try folder.write(
      """
      { "organization": { "name": "Example Federation", "postalAddress": "1 Main Street",
                          "timeZone": "UTC", "website": "https://www.example.org" },
        "sender": { "address": "news@example.org" },
        "smtp": { "url": "smtp://127.0.0.1:2525" },
        "sources": [{ "feed": "https://www.example.org/{id}/feed" }],
        "list": "Lists/{id}.csv",
        "affiliates": [{ "id": "jpu", "name": "JPU" }, { "id": "nurses", "name": "Nurses" }] }
      """, "config.json")
    _ = try folder.write(
      #"{ "keys": [{ "id": "k1", "secret": "\#(Data(repeating: 7, count: 32).base64EncodedString())" }] }"#,
      "broadsheet.keys", mode: 0o600)
    if let jpu { try write(jpu, "Lists/jpu.csv") }
    if let nurses { try write(nurses, "Lists/nurses.csv") }
  }

  /// The commands; what they print goes nowhere.
  var federation: Federation {
    get throws { try Federation(path: config.path, console: Console(isQuiet: true)) }
  }

  var store: Store { get throws { try federation.store() } }

  func write(_ text: String, _ name: String) throws { _ = try folder.write(text, name) }

  func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appendingPathComponent(name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// What `lists diff` tells of an affiliate: the kind and the address of each.
  func difference(_ name: String = "jpu") throws -> [String] {
    let federation = try federation
    var difference = ListDifference(
      try federation.affiliate(name), try federation.storeToRead(), in: .gmt)
    var told: [String] = []
    let error = try difference.tell { told.append($0.line) }
    #expect(error == nil)
    return told
  }

  /// Each subscription of an affiliate: `address status origin`, with how consent came.
  func people(_ affiliate: AffiliateID = jpu) throws -> [String] {
    var people: [String] = []
    try store.eachSubscriptionByAddress(of: affiliate) { stored in
      let subscription = try stored.subscription()
      let how = subscription.consent.map { " \($0.how.rawValue)" } ?? ""
      people.append(
        "\(subscription.recipient.address) \(subscription.status.rawValue)"
          + " \(subscription.origin.rawValue)\(how)")
    }
    return people
  }

  func person(_ address: String) throws -> Subscriber { Subscriber(try EmailAddress(address)) }

  func leave(_ address: String, _ affiliate: AffiliateID?) throws {
    try store.optOut(
      person(address), of: affiliate, source: "one click", reason: nil,
      at: Date(timeIntervalSince1970: 1_763_640_000))
  }

  /// Somebody who signed up on the web and confirmed it.
  func signUp(_ address: String, at seconds: TimeInterval = 1_763_640_000) throws {
    let now = Date(timeIntervalSince1970: seconds)
    try store.save(
      [
        Subscription(
          affiliate: Self.jpu, recipient: Recipient(address: try EmailAddress(address)),
          status: .confirmed, origin: .web,
          consent: Consent(origin: "web form", at: now, how: .web))
      ], at: now)
  }

  /// Somebody who filled in the sign-up form, and has not confirmed it.
  func askFor(_ address: String) throws {
    _ = try store.post(
      LetterDraft(
        to: try EmailAddress(address), affiliate: Self.jpu, language: "en",
        request: .subscribe(affiliates: [Self.jpu], name: nil, language: nil)), at: Date())
  }
}
