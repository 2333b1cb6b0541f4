public import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// Writes an affiliate's list as a CSV file: to a file, or to stdout.
  ///
  /// - Parameters:
  ///   - path: where to; nil: to stdout.
  ///   - hasConsent: with where from, when and how each came.
  ///   - hasAll: with those too who left, were removed, never confirmed or must not be mailed.
  public func exportList(
    _ name: String, to path: String?, hasConsent: Bool, hasAll: Bool
  ) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let store = try storeToRead()
    let list = ListFile(affiliate)
    let people = try ExportedPeople(affiliate.id, store, hasAll: hasAll)
    guard let path else {
      try printExport(of: people, like: list, hasConsent: hasConsent)
      return .done
    }
    let url = URL(fileURLWithPath: path)
    let isList = url.resolvingSymlinksInPath() == affiliate.list.resolvingSymlinksInPath()
    // Others that change list files wait meanwhile.
    let lock = isList ? try lock() : nil
    if isList { try refuseToLose(affiliate, store, hasAll: hasAll) }
    var export = try ListExport(like: list, hasConsent: hasConsent, hasStatus: hasAll)
    try people.each { export.widen(for: $0.recipient) }
    var octets = export.beginning + export.head + export.lineEnding
    var count = 0
    try people.each { person in
      octets += export.line(person) + export.lineEnding
      count += 1
    }
    try ListFile(affiliate: affiliate.id, url: url, name: path).write(octets)
    withExtendedLifetime(lock) {}
    let done = "\(count.counted("person", "people")) written to \(path)"
    try console.show(done, json: ["done": done])
    return .done
  }

  private func printExport(
    of people: ExportedPeople, like list: ListFile, hasConsent: Bool
  ) throws {
    var export = try ListExport(like: list, hasConsent: hasConsent, hasStatus: people.hasAll)
    try people.each { export.widen(for: $0.recipient) }
    try console.stream { line, json in
      guard console.isJSON else {
        line(String(decoding: export.head, as: UTF8.self))
        return try people.each { line(String(decoding: export.line($0), as: UTF8.self)) }
      }
      json.open("{\"people\":[")
      try people.each { json.add($0.json) }
      json.close("]}")
    }
  }

  /// Whoever writes over a list file must not lose what it alone has.
  private func refuseToLose(
    _ affiliate: AffiliateConfiguration, _ store: Store, hasAll: Bool
  ) throws {
    if hasAll {
      throw UsageError(
        "\(affiliate.listName) is the list itself: who left does not belong in it",
        hint: "write '--all' to another file")
    }
    guard FileManager.default.fileExists(atPath: affiliate.list.path) else { return }
    let barred = try BarredPeople(of: affiliate.id, in: store)
    var difference = ListDifference(affiliate, store, in: timeZone)
    var isBehind = false
    let error = try difference.tell { told in
      switch told.kind {
      case .added, .changed, .returned: isBehind = true
      // Who left is not written, whether their row is there or not.
      case .removed: isBehind = isBehind || !barred.contains(Subscriber(told.recipient.address))
      case .keptOut, .onlyInStore: break
      }
    }
    if let error { throw error }
    if isBehind {
      throw UsageError(
        "\(affiliate.listName) has changes that the store does not know yet",
        hint: "run 'broadsheet lists sync \(affiliate.id)' first; 'lists diff' shows them")
    }
    if difference.badRows > 0 {
      throw UsageError(
        "\(affiliate.listName) has bad rows, which an export would lose",
        hint: "'broadsheet lists check \(affiliate.id)' shows them")
    }
  }
}

/// The people of an export, in the order of their canonical addresses.
private struct ExportedPeople {
  let hasAll: Bool
  private let affiliate: AffiliateID
  private let store: Store
  private let barred: BarredPeople

  init(_ affiliate: AffiliateID, _ store: Store, hasAll: Bool) throws {
    self.affiliate = affiliate
    self.store = store
    self.hasAll = hasAll
    barred = try BarredPeople(of: affiliate, in: store)
  }

  func each(_ body: (ListExport.Person) throws -> Void) throws {
    try store.eachSubscriptionByAddress(of: affiliate) { stored in
      guard hasAll || stored.status == .confirmed else { return }
      let subscription = try stored.subscription()
      let standing = barred.standing(of: subscription)
      guard hasAll || standing == SubscriptionStatus.confirmed.rawValue else { return }
      try body(
        ListExport.Person(
          recipient: subscription.recipient, consent: subscription.shownConsent,
          status: hasAll ? standing : nil))
    }
  }
}

extension Subscription {
  /// How it came about, also where nothing was written because it came from the list file.
  var shownConsent: Consent? {
    consent
      ?? since.map {
        Consent(origin: origin == .file ? "list file" : origin.rawValue, at: $0, how: .file)
      }
  }
}

extension ListExport.Person {
  fileprivate var json: String {
    let fields = recipient.fields.sorted { $0.key < $1.key }.map {
      "\(JSONStream.string($0.key)):\(JSONStream.string($0.value))"
    }
    let origin = consent.map { consent in
      JSONStream.object([
        "from": JSONStream.string(consent.origin),
        "at": JSONStream.string(consent.at.ISO8601Format()),
        "how": JSONStream.string(consent.how.rawValue),
      ])
    }
    return JSONStream.object([
      "address": JSONStream.string(recipient.address.spelling),
      "name": JSONStream.string(recipient.name), "language": JSONStream.string(recipient.language),
      "fields": "{\(fields.joined(separator: ","))}", "consent": origin,
      "status": JSONStream.string(status),
    ])
  }
}
