/// Gmail shows the first 102 KB of a message's HTML and cuts off the rest, the way to leave with it.
enum SizeCheck: Check {
  /// Octets of the HTML part as mailed.
  static let warning = 80 * 1024
  static let limit = 100 * 1024

  static func look(at page: LintedPage, _ list: inout FindingList) {
    guard page.encodedSize >= warning else { return }
    let isOver = page.encodedSize >= limit
    list.add(
      Finding(
        isOver ? .tooLarge : .nearClip,
        "the HTML part has \(kilobytes(page.encodedSize)); Gmail shows about 100 KB of it",
        at: Place(.html, line: nil, story: largest(page).first?.title),
        affected: ["Gmail, web", "Gmail, Android", "Gmail, iPhone"], remedy: remedy(page)))
  }

  private static func remedy(_ page: LintedPage) -> String {
    let stories = largest(page).prefix(3).map { "'\($0.title)' (\(kilobytes($0.size)))" }
    guard !stories.isEmpty else { return "shorten the page" }
    return "shorten or leave out a story; the largest: \(stories.joined(separator: ", "))"
  }

  /// The stories with their share of the size, the largest first.
  static func largest(_ page: LintedPage) -> [(title: String, size: Int)] {
    // What the transfer encoding adds is spread evenly.
    let growth = Double(page.encodedSize) / Double(max(1, page.page.size))
    return page.stories.map { ($0.title, Int(Double($0.range.count) * growth)) }
      .sorted { ($1.size, $0.title) < ($0.size, $1.title) }
  }

  private static func kilobytes(_ octets: Int) -> String {
    octets < 1024 ? "\(octets) octets" : "\((octets + 512) / 1024) KB"
  }
}
