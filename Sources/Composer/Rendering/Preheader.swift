/// What an inbox shows after the subject: the next titles, or of a single story the beginning of
/// its teaser. Where the subject does not name the first story, its title comes first.
struct Preheader {
  /// Inboxes show 40 to 140 characters.
  static let longest = 140

  let text: String

  /// - Parameters:
  ///   - affiliate: its name, nil where the sender's name says it already.
  ///   - isLeadNamed: the subject names the first story.
  init(_ stories: [StoryView], affiliate: String?, words: Words, isLeadNamed: Bool = true) {
    let titles = stories.dropFirst(isLeadNamed ? 1 : 0).map(\.title)
    let teaser = stories.first?.teaser.first
    let line = titles.isEmpty ? teaser ?? "" : titles.prefix(4).joined(separator: " · ")
    let hasAlso = affiliate != nil && isLeadNamed && !titles.isEmpty
    let also = hasAlso ? words.also + " " : ""
    let parts = [affiliate, line.isEmpty ? nil : also + line].compactMap { $0 }
    text = OneLine(parts.joined(separator: ": ")).shortened(to: Self.longest)
  }
}
