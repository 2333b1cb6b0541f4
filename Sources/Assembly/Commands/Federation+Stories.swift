import Composer
public import Diagnostics
import Foundation
import Newsletter
import Storage

extension Federation {
  /// What is known of each affiliate's stories, and how each stands.
  public func stories(_ names: [String]) throws -> ExitCode {
    let chosen = try affiliates(names)
    let store = try storeToRead()
    let lists = try configuration.affiliates.filter { chosen?.contains($0.id) ?? true }.map {
      StoryList(
        affiliate: $0.id.text, name: $0.name,
        stories: Digest(
          of: try store.candidates(of: $0.id), maxStories: $0.digest.maxStories
        ).choices.map(StoryList.Entry.init))
    }
    try console.show(
      lists.map(\.text).joined(separator: "\n\n"), json: StoryReport(affiliates: lists))
    return .done
  }

  /// Takes the held stories of a source as the known stories that they look like.
  public func adoptStories(of source: String) throws -> ExitCode {
    try changeStories { store in
      let count = try store.adoptHeldStories(of: source)
      guard count > 0 else {
        let held = Set(try store.heldStories().map(\.source)).sorted()
        throw UsageError(
          "no story of '\(source)' is held",
          hint: held.isEmpty
            ? "nothing is held" : "held are stories of: \(held.joined(separator: ", "))")
      }
      return "\(count.counted("story", "stories")) adopted: known under the new address too"
    }
  }

  /// Takes held stories as new ones.
  public func releaseStories(_ numbers: [Int64]) throws -> ExitCode {
    try changeStories { store in
      try store.release(numbers.map { StoryID($0) })
      return "\(numbers.count.counted("story", "stories")) released: no longer held or skipped"
    }
  }

  /// Leaves stories out of every coming edition.
  public func skipStories(_ numbers: [Int64]) throws -> ExitCode {
    try changeStories { store in
      try store.skip(numbers.map { StoryID($0) })
      return "\(numbers.count.counted("story", "stories")) skipped: in no coming edition"
    }
  }

  private func changeStories(_ change: (Store) throws -> String) throws -> ExitCode {
    let lock = try lock()
    let done = try change(try store())
    withExtendedLifetime(lock) {}
    try console.show(done, json: ["done": done])
    return .done
  }
}

private struct StoryReport: Encodable {
  let affiliates: [StoryList]
}

private struct StoryList: Encodable {
  struct Entry: Encodable {
    let id: Int64
    let title: String
    let url: String?
    let standing: String

    init(_ choice: StoryChoice) {
      id = choice.story.id.number
      title = choice.story.title
      url = choice.story.url?.absoluteString
      standing =
        switch choice.verdict {
        case .chosen, .waits, .excluded: "new"
        default: choice.verdict.words
        }
    }
  }

  let affiliate: String
  let name: String
  let stories: [Entry]

  var text: String {
    let heading = "\(affiliate)  \(name)"
    guard !stories.isEmpty else { return heading + "\n  nothing known yet" }
    let width = stories.map { String($0.id).count }.max() ?? 0
    return heading + "\n"
      + stories.map { entry in
        let number = String(entry.id)
        return "  " + String(repeating: " ", count: width - number.count) + number
          + "  \(entry.title) (\(entry.standing))"
      }.joined(separator: "\n")
  }
}
