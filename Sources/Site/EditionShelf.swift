import Composer
import Dispatch
import Newsletter
import Storage
import Synchronization

/// The editions that are read as pages: each is made on a thread of its own, away from those that
/// answer, and kept for a while, because many ask for it when its messages have come.
final class EditionShelf: Sendable {
  /// Which page.
  struct Key: Hashable, Sendable {
    let edition: EditionID
    let variant: VariantTag
    /// Of the frame; nil: the edition's own.
    let language: SiteLanguage?
  }

  private let store: Store
  private let site: SiteAddress
  private let queue = DispatchQueue(label: "org.broadsheet.site.editions")
  private let pages: Mutex<KeptPages>

  /// - Parameter most: octets of all pages that are kept.
  init(_ store: Store, site: SiteAddress, most: Int = 16 << 20) {
    self.store = store
    self.site = site
    pages = Mutex(KeptPages(most: most))
  }

  /// How many pages are kept.
  var count: Int { pages.withLock { $0.count } }

  /// The page as HTML; nil when no such variant was ever frozen.
  func page(_ key: Key) async throws -> [UInt8]? {
    if let page = pages.withLock({ $0.take(key) }) { return page }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.made(key) }) }
    }
  }

  private func made(_ key: Key) throws -> [UInt8]? {
    // Who asked first has made it for the others.
    if let page = pages.withLock({ $0.take(key) }) { return page }
    guard let frozen = try store.variant(of: key.edition, where: key.variant.matches) else {
      return nil
    }
    let html = try EditionPage(frozen.edition, on: site)
      .html(frozen.stories, in: key.language?.tag)
    let page = Array(html.utf8)
    pages.withLock { $0.keep(page, as: key) }
    return page
  }
}

/// Pages up to a size, those that were asked for lately.
struct KeptPages {
  private struct Entry {
    let page: [UInt8]
    var asked: UInt64
  }

  private var entries: [EditionShelf.Key: Entry] = [:]
  private var size = 0
  private var clock: UInt64 = 0
  private let most: Int

  /// However small they are.
  private static let mostPages = 128

  init(most: Int) { self.most = most }

  var count: Int { entries.count }

  mutating func take(_ key: EditionShelf.Key) -> [UInt8]? {
    clock += 1
    entries[key]?.asked = clock
    return entries[key]?.page
  }

  mutating func keep(_ page: [UInt8], as key: EditionShelf.Key) {
    remove(key)
    guard page.count <= most else { return }
    clock += 1
    entries[key] = Entry(page: page, asked: clock)
    size += page.count
    while size > most || entries.count > Self.mostPages,
      let oldest = entries.min(by: { $0.value.asked < $1.value.asked })
    {
      remove(oldest.key)
    }
  }

  private mutating func remove(_ key: EditionShelf.Key) {
    size -= entries.removeValue(forKey: key)?.page.count ?? 0
  }
}
