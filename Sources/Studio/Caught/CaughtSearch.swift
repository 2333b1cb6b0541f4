import Foundation

/// One page of the list: the newest messages below a number, and those alone that have some words
/// in them.
struct CaughtSearch: Sendable {
  /// Looked for in recipients and subjects; empty for all messages.
  var words = ""
  /// Only messages with lower numbers; nil for the newest.
  var before: Int?

  static let pageSize = 100
  /// Headers that are read for one page.
  static let mostLooked = 10_000

  struct Page: Sendable {
    var entries: [CaughtEntry] = []
    /// How many were looked at.
    var looked = 0
    /// Below which number the next page begins; nil at the end.
    var next: Int?
  }

  func page(of index: CaughtIndex, in folder: String) async -> Page {
    var page = Page()
    let end = before.map(index.count(below:)) ?? index.entries.count
    for entry in index.entries[..<end].reversed() {
      guard page.entries.count < Self.pageSize, page.looked < Self.mostLooked else { break }
      page.looked += 1
      page.next = entry.number
      // Others want to be answered too while this goes on.
      if page.looked.isMultiple(of: 100) { await Task.yield() }
      guard let found = CaughtEntry(entry, in: folder) else { continue }
      if words.isEmpty || found.contains(words) { page.entries.append(found) }
    }
    if page.looked == end { page.next = nil }
    return page
  }
}
