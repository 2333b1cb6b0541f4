/// What a sync of one list changes in the store, counted.
///
/// It acts on subscriptions of origin file alone: who is gone from the file is removed, who comes
/// back returns, and no file ever revives an opt-out.
public struct SyncChanges: Sendable, Equatable {
  /// New to the affiliate, or signed up on the web and never confirmed: confirmed by the file.
  public var added = 0
  /// Still listed, with another spelling, name, language or field.
  public var updated = 0
  /// Removed once, and listed again.
  public var returned = 0
  /// Gone from the file.
  public var removed = 0
  /// Confirmed people who never were in the file: web sign-ups and imports.
  public var onlyInStore = 0
  /// Rows of people who opted out, are suppressed or were erased; no file revives them.
  public var keptOut = 0
  /// Rows that say another language than the person chose themselves, which stays.
  public var ownLanguage = 0
  /// How many the file kept on the list before.
  public var before = 0

  public init() {}

  /// Whether the store would stay as it is.
  public var isEmpty: Bool { added + updated + returned + removed == 0 }

  /// Whether it may be applied unasked: it removes at most a tenth of the list, or at most 5.
  public var isSafe: Bool { removed * 10 <= before || removed <= 5 }

  /// Counts what a comparison found of one person.
  public mutating func count(_ finding: ListDiff.Finding) {
    switch finding {
    case .unchanged: break
    case .added: added += 1
    case .changed: updated += 1
    case .returned: returned += 1
    case .keptOut: keptOut += 1
    case .removed: removed += 1
    case .onlyInStore: onlyInStore += 1
    }
  }
}
