/// What an inbox shows after the subject, which names the first story already: the next titles,
/// or of a single story the beginning of its teaser.
struct Preheader {
  /// Inboxes show 40 to 140 characters.
  static let longest = 140

  let text: String

  /// - Parameter affiliate: its name, nil where the sender's name says it already.
  init(_ stories: [StoryView], affiliate: String?, words: Words) {
    let others = stories.dropFirst().map(\.title)
    let teaser = stories.first?.teaser.first
    let line = others.isEmpty ? teaser ?? "" : others.prefix(4).joined(separator: " · ")
    let also = affiliate == nil || others.isEmpty ? "" : words.also + " "
    let parts = [affiliate, line.isEmpty ? nil : also + line].compactMap { $0 }
    text = OneLine(parts.joined(separator: ": ")).shortened(to: Self.longest)
  }
}
