public import Diagnostics
import Lists
import Mail
import Mailroom
import Newsletter
import Storage

extension Federation {
  /// One line for each affiliate's list: how many people, and how many may be mailed.
  public func listLists() throws -> ExitCode {
    let store = try storeToRead()
    let entries = try configuration.affiliates.map { try ListEntry($0, in: store) }
    let width = entries.map(\.affiliate.count).max() ?? 0
    try console.show(
      entries.map { $0.line(width: width) }.joined(separator: "\n"), json: ["lists": entries])
    return .done
  }

  /// The people of one affiliate as the store knows them.
  public func showList(_ name: String) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let store = try storeToRead()
    let optedOut = try store.optedOut(of: affiliate.id)
    let suppressed = try store.suppressed()
    let people = try store.subscriptions(of: affiliate.id).map { subscription -> PersonEntry in
      let subscriber = Subscriber(subscription.recipient.address)
      return PersonEntry(
        subscription, isOptedOut: optedOut.contains(subscriber),
        isSuppressed: suppressed.contains(subscriber))
    }.sorted { $0.address < $1.address }
    try console.show(people.map(\.line).joined(separator: "\n"), json: ["people": people])
    return .done
  }

  /// Every bad row of the list files, each with a hint; changes nothing.
  public func checkLists(_ names: [String]) throws -> ExitCode {
    let chosen = try affiliates(names)
    let checks = configuration.affiliates.filter { chosen?.contains($0.id) ?? true }.map(
      ListCheck.init)
    try console.show(
      checks.map(\.text).joined(separator: "\n"), json: ["lists": checks.map(\.entry)])
    return checks.allSatisfy(\.isClean) ? .done : .badData
  }

  /// Brings the store in line with the list files.
  ///
  /// - Parameter isSure: apply even what would remove many people at once.
  public func syncLists(_ names: [String], isSure: Bool) throws -> ExitCode {
    let affiliates = try affiliates(names)
    let lock = try lock()
    let reports = try mailroom(try store()).sync(affiliates, isSure: isSure)
    withExtendedLifetime(lock) {}
    for report in reports {
      for problem in report.problems { console.warn(problem.message, hint: problem.hint) }
      if let obstacle = report.obstacle { _ = console.report(obstacle) }
    }
    let entries = reports.filter { $0.obstacle == nil }.map(SyncEntry.init)
    try console.show(entries.map(\.line).joined(separator: "\n"), json: ["lists": entries])
    return reports.compactMap { $0.obstacle?.exitCode }.max() ?? .done
  }

  /// Adds a person to an affiliate's list file and to the store.
  public func addToList(_ name: String, address text: String, person: String?) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let address = try EmailAddress(text)
    let lock = try lock()
    let store = try store()
    try refuseIfGone(Subscriber(address), from: affiliate.id, in: store)
    let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
    try list.add(Recipient(address: address, name: person))
    let reports = try mailroom(store).sync([affiliate.id])
    withExtendedLifetime(lock) {}
    if let obstacle = reports.compactMap(\.obstacle).first {
      throw ListChangeError.stopped(address, file: affiliate.listName, obstacle)
    }
    let done = "\(address.spelling) is on the list of \(affiliate.id), and in \(affiliate.listName)"
    try console.show(done, json: ["done": done])
    return .done
  }

  /// Takes a person who wants to leave off an affiliate's list, or off all; for good.
  ///
  /// - Parameter leavesAll: they leave every other affiliate too, those to come as well.
  public func removeFromList(
    _ name: String, address text: String, leavesAll: Bool, reason: String?
  ) throws -> ExitCode {
    let named = try affiliate(name)
    let chosen = leavesAll ? configuration.affiliates : [named]
    let address = try EmailAddress(text)
    // The decision first, and without the lock: a run that is under way heeds it before the
    // person's turn, and whatever happens to the files, it stands.
    let store = try store()
    let isKnown = try isKnown(Subscriber(address), to: chosen, in: store)
    try store.optOut(
      Subscriber(address), of: leavesAll ? nil : named.id, source: "command",
      reason: reason, at: Self.clock())
    let left = "\(address.spelling) has left \(leavesAll ? "all lists" : "the list of \(name)")"
    let lock: RunLock
    do {
      lock = try self.lock()
    } catch let error as RunLockError where error.isHeld {
      throw ListChangeError.rowLeft(left, error)
    }
    let (rows, exitCode) = takeOut(address, from: chosen)
    withExtendedLifetime(lock) {}
    if rows == 0, !isKnown, exitCode == .done {
      let fact = leavesAll ? "stood on no list" : "did not stand on the list of \(name)"
      console.warn(
        "\(address.spelling) \(fact)", hint: "check the spelling; the decision is kept all the same"
      )
    }
    let done = "\(left) for good; \(rows.counted("row", "rows")) taken out"
    try console.show(done, json: ["done": done])
    return exitCode
  }

  /// Takes a person's rows out of the list files; one that cannot be changed stops no other.
  private func takeOut(
    _ address: EmailAddress, from affiliates: [AffiliateConfiguration]
  ) -> (rows: Int, exitCode: ExitCode) {
    var rows = 0
    var exitCode = ExitCode.done
    for affiliate in affiliates {
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      do {
        rows += try list.remove(address.canonical)
      } catch {
        console.warn(error.message, hint: "they have left all the same: no file brings them back")
        // Where there is no file there is no row that could stay behind.
        if error.reason != .missing { exitCode = max(exitCode, error.exitCode) }
      }
    }
    return (rows, exitCode)
  }

  /// Whether a person has ever been on one of the lists, as far as the store knows.
  private func isKnown(
    _ subscriber: Subscriber, to affiliates: [AffiliateConfiguration], in store: Store
  ) throws -> Bool {
    let ids = Set(affiliates.map(\.id.text))
    return try store.log(of: subscriber, at: Self.clock()).subscriptions
      .contains { ids.contains($0.affiliate) }
  }

  private func refuseIfGone(
    _ subscriber: Subscriber, from affiliate: AffiliateID, in store: Store
  ) throws {
    if try store.suppressed().contains(subscriber) {
      throw UsageError(
        "\(subscriber) is suppressed: it must never be mailed",
        hint: "if that is over, run 'broadsheet suppress remove \(subscriber)' first")
    }
    if try store.optedOut(of: affiliate).contains(subscriber) {
      throw UsageError(
        "\(subscriber) has left \(affiliate), and no list can bring them back",
        hint: "'broadsheet log address \(subscriber)' says when and how they left")
    }
  }
}

private struct ListEntry: Encodable {
  let affiliate: String
  let file: String
  let people: Int
  let confirmed: Int
  let left: Int

  init(_ affiliate: AffiliateConfiguration, in store: Store) throws {
    let subscriptions = try store.subscriptions(of: affiliate.id)
    let gone = try store.optedOut(of: affiliate.id).union(store.suppressed())
    self.affiliate = affiliate.id.text
    file = affiliate.listName
    people = subscriptions.count
    let mailable = subscriptions.filter {
      $0.status == .confirmed && !gone.contains(Subscriber($0.recipient.address))
    }
    confirmed = mailable.count
    left = people - confirmed
  }

  func line(width: Int) -> String {
    let gone = left > 0 ? ", \(left) of \(people) left or suppressed" : ""
    return
      "\(affiliate.padded(to: width))  \(confirmed.counted("person", "people"))\(gone)  \(file)"
  }
}

private struct PersonEntry: Encodable {
  let address: String
  let name: String?
  let status: String
  let origin: String

  init(_ subscription: Subscription, isOptedOut: Bool, isSuppressed: Bool) {
    address = subscription.recipient.address.spelling
    name = subscription.recipient.name
    status =
      isSuppressed ? "suppressed" : isOptedOut ? "unsubscribed" : subscription.status.rawValue
    origin = subscription.origin.rawValue
  }

  var line: String {
    "\(address)  \(name ?? "")  \(status)\(origin == "file" ? "" : ", from \(origin)")"
  }
}

private struct ListCheck {
  struct Entry: Encodable {
    let affiliate: String
    let file: String
    let people: Int
    let problems: [String]
  }

  let entry: Entry
  let text: String

  var isClean: Bool { entry.problems.isEmpty }

  init(_ affiliate: AffiliateConfiguration) {
    let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
    var people = 0
    var faults: [any HintedError] = []
    do {
      let reading = try list.read()
      people = reading.rows.count
      faults = reading.problems
    } catch {
      faults = [error]
    }
    entry = Entry(
      affiliate: affiliate.id.text, file: affiliate.listName, people: people,
      problems: faults.map(\.message))
    let heading = "\(affiliate.listName): \(people.counted("person", "people"))"
    let lines = faults.map { "  \($0.message)" + ($0.hint.map { "\n    hint: \($0)" } ?? "") }
    text = ([heading] + lines).joined(separator: "\n")
  }
}

private struct SyncEntry: Encodable {
  let affiliate: String
  let added: Int
  let updated: Int
  let returned: Int
  let removed: Int
  let onlyInStore: Int
  let keptOut: Int

  init(_ report: SyncReport) {
    affiliate = report.affiliate.text
    added = report.changes.added
    updated = report.changes.updated
    returned = report.changes.returned
    removed = report.changes.removed
    onlyInStore = report.changes.onlyInStore
    keptOut = report.changes.keptOut
  }

  var line: String {
    let parts = [
      (added, "added"), (updated, "updated"), (returned, "returned"), (removed, "removed"),
      (onlyInStore, "only in the store"), (keptOut, "kept out"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(affiliate): " + (parts.isEmpty ? "nothing changed" : parts.joined(separator: ", "))
  }
}
