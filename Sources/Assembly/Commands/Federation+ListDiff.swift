public import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// What the list files and the store have differently; changes nothing.
  public func diffLists(_ names: [String]) throws -> ExitCode {
    let chosen = try affiliates(names)
    let store = try storeToRead()
    var exitCode = ExitCode.done
    try console.stream { line, json in
      if console.isJSON { json.open("{\"lists\":[") }
      for affiliate in configuration.affiliates where chosen?.contains(affiliate.id) ?? true {
        var difference = ListDifference(affiliate, store, in: timeZone)
        if console.isJSON {
          json.open(difference.opening)
          let error = try difference.tell { json.add($0.json) }
          json.close(difference.closing(error))
          if let error { exitCode = max(exitCode, console.report(error)) }
        } else {
          let error = try difference.tell { line($0.line) }
          if let error {
            exitCode = max(exitCode, console.report(error))
          } else {
            line(difference.summary)
          }
        }
      }
      if console.isJSON { json.close("]}") }
    }
    return exitCode
  }
}

/// One list file beside the store, told person by person: first the file's rows in their order,
/// then those of the store who are not in it.
struct ListDifference {
  /// How many changed rows are looked up in the store at once.
  private static let pageSize = 500

  private let list: ListFile
  private let store: Store
  private let timeZone: TimeZone
  private var diff = ListDiff()
  private var barred = BarredPeople()
  private var page: [Difference] = []
  private var counts: [(Difference.Kind, Int)] = Difference.Kind.allCases.map { ($0, 0) }
  private(set) var badRows = 0

  init(_ affiliate: AffiliateConfiguration, _ store: Store, in timeZone: TimeZone) {
    list = ListFile(affiliate)
    self.store = store
    self.timeZone = timeZone
  }

  /// Tells each difference; returns why the file cannot be read, if it cannot.
  mutating func tell(_ each: (Difference) -> Void) throws -> (any HintedError)? {
    barred = try BarredPeople(of: list.affiliate, in: store)
    try store.eachSubscription(of: list.affiliate) { diff.know(try $0.subscription()) }
    do {
      let reading = try list.read { row in try take(row, each) }
      badRows = reading.problems.count + reading.moreProblems
    } catch let error as ListError {
      return error
    }
    try turnPage(each)
    if !diff.isEverybodyListed { try tellUnlisted(each) }
    return nil
  }

  private mutating func take(_ row: ListRow, _ each: (Difference) -> Void) throws {
    let person = Subscriber(row.recipient.address)
    let finding = diff.finding(row.recipient, isBarred: barred.contains(person))
    guard let kind = Difference.Kind(finding) else { return }
    page.append(Difference(kind: kind, lineNumber: row.line, recipient: row.recipient))
    if page.count == Self.pageSize { try turnPage(each) }
  }

  private mutating func turnPage(_ each: (Difference) -> Void) throws {
    let changed = page.indices.filter { page[$0].kind == .changed }
    let before = try store.listed(
      changed.map { Subscriber(page[$0].recipient.address) }, on: list.affiliate)
    for (index, old) in zip(changed, before) {
      page[index].changes =
        old.map { ColumnChange.changes(from: $0, to: page[index].recipient) }
        ?? []
    }
    for var difference in page {
      if difference.kind == .keptOut {
        let person = Subscriber(difference.recipient.address)
        difference.reason = try barred.reason(
          person, from: list.affiliate, in: store, timeZone)
      }
      tell(difference, each)
    }
    page.removeAll(keepingCapacity: true)
  }

  private mutating func tellUnlisted(_ each: (Difference) -> Void) throws {
    var place = 0
    try store.eachSubscription(of: list.affiliate) { stored in
      defer { place += 1 }
      guard let kind = Difference.Kind(diff.finding(storedAt: place)) else { return }
      let subscription = try stored.subscription()
      let person = Subscriber(subscription.recipient.address)
      if kind == .onlyInStore, barred.contains(person) { return }
      tell(
        Difference(
          kind: kind, recipient: subscription.recipient, origin: subscription.origin.rawValue),
        each)
    }
  }

  private mutating func tell(_ difference: Difference, _ each: (Difference) -> Void) {
    for index in counts.indices where counts[index].0 == difference.kind { counts[index].1 += 1 }
    each(difference)
  }
}

extension ListDifference {
  /// One line for the list: `jpu: 2 added, 1 changed`.
  var summary: String {
    var parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.words)" }
    if badRows > 0 {
      parts.append(
        "\(badRows.counted("bad row", "bad rows")) (see 'broadsheet lists check \(list.affiliate)')"
      )
    }
    return "\(list.affiliate): " + (parts.isEmpty ? "no difference" : parts.joined(separator: ", "))
  }

  fileprivate var opening: String {
    JSONStream.members([
      "affiliate": JSONStream.string(list.affiliate.text), "file": JSONStream.string(list.name),
    ]) + ",\"people\":["
  }

  fileprivate func closing(_ error: (any HintedError)?) -> String {
    let numbers = counts.map { "\(JSONStream.string($0.0.rawValue)):\($0.1)" }
    let fault = error.map { ",\"error\":\(JSONStream.string($0.message))" } ?? ""
    return "],\"counts\":{\(numbers.joined(separator: ","))},\"badRows\":\(badRows)\(fault)}"
  }
}

/// One person in whom a list file and the store differ.
struct Difference {
  enum Kind: String, CaseIterable {
    case added, changed, returned, removed, keptOut, onlyInStore

    init?(_ finding: ListDiff.Finding) {
      switch finding {
      case .unchanged: return nil
      case .added: self = .added
      case .changed: self = .changed
      case .returned: self = .returned
      case .keptOut: self = .keptOut
      case .removed: self = .removed
      case .onlyInStore: self = .onlyInStore
      }
    }

    var words: String {
      switch self {
      case .keptOut: "kept out"
      case .onlyInStore: "only in the store"
      default: rawValue
      }
    }

    fileprivate var mark: String {
      switch self {
      case .added, .returned: "+"
      case .changed: "~"
      case .removed: "-"
      case .keptOut: "!"
      case .onlyInStore: "="
      }
    }
  }

  let kind: Kind
  /// In the file; nil for those who are not in it.
  var lineNumber: Int?
  let recipient: Recipient
  var changes: [ColumnChange] = []
  /// Why they are kept out.
  var reason: String?
  /// Of who is only in the store.
  var origin: String?

  /// The difference as the command prints it.
  var line: String {
    let name = recipient.name.map { "  \($0)" } ?? ""
    return "  \(kind.mark) \(recipient.address.spelling)\(kind == .changed ? "" : name)\(detail)"
  }

  private var detail: String {
    switch kind {
    case .added, .removed: ""
    case .returned: "  was removed"
    case .changed:
      "  "
        + changes.map { "\($0.column): \($0.before ?? "-") → \($0.after ?? "-")" }
        .joined(separator: "; ")
    case .keptOut: "  kept out: \(reason ?? "they have left")"
    case .onlyInStore: "  only in the store, from \(origin ?? "the web")"
    }
  }

  fileprivate var json: String {
    let columns = changes.map { change in
      JSONStream.object([
        "column": JSONStream.string(change.column), "before": JSONStream.string(change.before),
        "after": JSONStream.string(change.after),
      ])
    }
    return JSONStream.object([
      "change": JSONStream.string(kind.rawValue),
      "address": JSONStream.string(recipient.address.spelling),
      "name": JSONStream.string(recipient.name), "line": lineNumber.map(String.init),
      "columns": kind == .changed ? JSONStream.array(columns) : nil,
      "reason": JSONStream.string(reason),
      "origin": kind == .onlyInStore ? JSONStream.string(origin) : nil,
    ])
  }
}
