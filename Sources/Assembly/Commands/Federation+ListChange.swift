public import Diagnostics
import Lists
import Mail
import Mailroom
import Newsletter
import Storage

extension Federation {
  /// Adds a person to an affiliate's list file and to the store.
  public func addToList(_ name: String, address text: String, person: String?) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let address = try EmailAddress(text)
    let lock = try lock()
    let store = try store()
    try refuseIfGone(Subscriber(address), from: affiliate.id, in: store)
    let list = ListFile(affiliate)
    try list.add(Recipient(address: address, name: person))
    let reports = try mailroom(store).sync([affiliate.id])
    withExtendedLifetime(lock) {}
    if let obstacle = reports.compactMap(\.obstacle).first {
      throw ListChangeError.stopped(address, file: affiliate.listName, obstacle)
    }
    if let slip = AddressSlip(address) { console.warn(slip.message, hint: AddressSlip.hint) }
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
      let list = ListFile(affiliate)
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

  func refuseIfGone(
    _ subscriber: Subscriber, from affiliate: AffiliateID, in store: Store
  ) throws {
    // Erased ones too: their address must not come back into a file.
    if try store.isSuppressed(subscriber) {
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
