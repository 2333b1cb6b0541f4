/// Where a mark that nobody filled in was written, as far as the edition tells.
struct MarkOrigin {
  enum Source: Equatable {
    case story(String)
    case notice(String)
    case introduction
    case template
  }

  /// The titles that have a mark in them, with their essences.
  private let titles: [(title: String, essence: String)]
  /// Marks that the stories have, by the story's title.
  private var ofStories: [String: String] = [:]
  private var ofNotices: [String: String] = [:]
  private var ofIntroduction: Set<String> = []

  init(_ edition: LintSubject.Frame?) {
    let marked = (edition?.stories ?? []).map(\.title).filter {
      LeftoverMark.placeholder(in: $0) != nil
    }
    titles = marked.map { ($0, Words.essence($0)) }
    for title in marked { note(LeftoverMark.placeholders(in: title), of: title) }
    for notice in edition?.notices ?? [] {
      for mark in LeftoverMark.placeholders(in: notice.title + " " + notice.text) {
        ofNotices[mark] = notice.name
      }
    }
    ofIntroduction = Set(LeftoverMark.placeholders(in: edition?.introduction ?? ""))
  }

  /// Remembers marks of a story, which its subject, preheader and text have too.
  mutating func note(_ marks: [String], of story: String) {
    for mark in marks where ofStories[mark] == nil { ofStories[mark] = story }
  }

  /// The story whose title a text is, or has in it, or is the beginning of.
  func titled(_ text: String) -> String? {
    guard !titles.isEmpty else { return nil }
    let essence = Words.essence(text)
    return titles.first {
      essence.contains($0.essence) || (essence.utf8.count > 20 && $0.essence.hasPrefix(essence))
    }?.title
  }

  /// - Parameter mayBeStorys: in the page a story's place tells; elsewhere the mark itself.
  func source(of mark: String, mayBeStorys: Bool) -> Source {
    if let notice = ofNotices[mark] { return .notice(notice) }
    if ofIntroduction.contains(mark) { return .introduction }
    if mayBeStorys, let story = ofStories[mark] { return .story(story) }
    return .template
  }
}
