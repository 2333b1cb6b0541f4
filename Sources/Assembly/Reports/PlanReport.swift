import Composer
import Diagnostics
import Foundation
import Lint
import Lists
import Mail
import Mailroom
import Newsletter

/// What `plan` shows: `editions` as the stable JSON has them, and what stands in the way.
struct PlanReport: Encodable {
  struct StoryEntry: Encodable {
    let id: Int64
    let title: String
  }

  struct ChoiceEntry: Encodable {
    let id: Int64
    let title: String
    let isIn: Bool
    let why: String
  }

  struct LeftOutEntry: Encodable {
    let address: String
    let reason: String
  }

  struct EditionEntry: Encodable {
    let id: String
    let affiliate: String
    let subject: String
    let stories: [StoryEntry]
    /// Stories of earlier editions that ride along for those who have yet to get them.
    let owed: [StoryEntry]
    let recipients: Int
    let messages: Int
    let skipped: [String: Int]
    let leftOut: [LeftOutEntry]
    /// How many findings the lint has, by severity.
    let lint: [String: Int]
  }

  struct AffiliateEntry: Encodable {
    let affiliate: String
    let choices: [ChoiceEntry]
    let problems: [String]
    /// What of the introduction's head cannot be done as it says.
    let remarks: [String]
    let obstacle: String?
  }

  let editions: [EditionEntry]
  let affiliates: [AffiliateEntry]

  init(_ plans: [EditionPlan]) {
    editions = plans.filter { $0.edition != nil }.map(EditionEntry.init)
    affiliates = plans.map(AffiliateEntry.init)
  }
}

extension PlanReport.EditionEntry {
  init(_ plan: EditionPlan) {
    id = plan.id.text
    affiliate = plan.affiliate.text
    subject = plan.subject
    stories = plan.shownStories.map { .init(id: $0.id.number, title: $0.title) }
    owed = plan.riding.stories.map { .init(id: $0.id.number, title: $0.title) }
    recipients = plan.recipients
    messages = plan.messages
    skipped = Dictionary(
      plan.skipped.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $0 + $1 })
    leftOut = plan.leftOut.map {
      .init(address: $0.address.spelling, reason: $0.reason.rawValue)
    }
    lint =
      plan.lint.map { report in
        Dictionary(
          uniqueKeysWithValues: Finding.Severity.allCases.map { ($0.rawValue, report.count($0)) })
      } ?? [:]
  }
}

extension PlanReport.AffiliateEntry {
  init(_ plan: EditionPlan) {
    affiliate = plan.affiliate.text
    choices = plan.choices.map {
      .init(
        id: $0.story.id.number, title: $0.story.title, isIn: $0.verdict == .chosen,
        why: $0.verdict.words)
    }
    problems = plan.sync.problems.map(\.message)
    remarks = plan.remarks
    obstacle = plan.obstacle?.message
  }
}

/// One affiliate's plan for a terminal.
struct PlanText {
  let plan: EditionPlan
  let name: String
  /// When the next edition is due by the schedule; nil when editions are made by hand.
  let due: String?

  var text: String {
    var lines = ["\(plan.affiliate)  \(name)", "  " + known]
    if let due { lines.append("  due      \(due), by 'broadsheet run'; 'send' makes one at once") }
    if let obstacle = plan.obstacle {
      lines.append("  stopped: \(obstacle.message)")
      if let hint = obstacle.hint { lines.append("           hint: \(hint)") }
    }
    lines += plan.remarks.map { "  note     \($0)" }
    if plan.edition != nil {
      lines.append("  edition  \(plan.id)")
      lines.append("  subject  \(plan.subject)")
      lines += storyLines
    }
    lines += outLines
    if plan.edition != nil { lines += owedLines + peopleLines + lintLines }
    lines += plan.sync.problems.map { "  list     \($0.message)" }
    return lines.joined(separator: "\n")
  }

  private var known: String {
    guard plan.isFetched else {
      return "nothing known yet: run 'broadsheet fetch \(plan.affiliate)' first"
    }
    let new = plan.choices.filter { [.chosen, .waits, .excluded].contains($0.verdict) }.count
    let verdict = plan.edition == nil && plan.obstacle == nil ? "; no edition" : ""
    return "\(plan.choices.count.counted("story", "stories")) known, \(new) new\(verdict)"
  }

  /// In the order of the message; the numbers are those by which an introduction names them.
  private var storyLines: [String] {
    let matter = plan.introduction.matter
    let width = plan.shownStories.map { String($0.id.number).count }.max() ?? 0
    return plan.shownStories.map { story in
      let number = String(story.id.number)
      let isPinned = matter.pinned.contains { $0.names(story) }
      return "  story    " + String(repeating: " ", count: width - number.count) + number
        + "  \(story.shownTitle)" + (isPinned ? " (pinned)" : "")
    }
  }

  /// Every story that is not in, its reason behind it; many of one reason are counted.
  private var outLines: [String] {
    let out = plan.choices.filter { $0.verdict != .chosen }
    let groups = Dictionary(grouping: out, by: \.verdict.words).sorted { $0.key < $1.key }
    return groups.flatMap { reason, choices -> [String] in
      guard choices.count > Self.mostShown else {
        return choices.map { "  out      \($0.story.shownTitle) (\(reason))" }
      }
      let count = choices.count.counted("story", "stories")
      return ["  out      \(count) (\(reason)); 'broadsheet stories \(plan.affiliate)' lists them"]
    }
  }

  private var owedLines: [String] {
    let (stories, people) = plan.riding
    guard people > 0 else { return [] }
    return [
      "  owed     \(stories.count.counted("story", "stories")) that could not be delivered earlier"
        + " \(stories.count == 1 ? "rides" : "ride") along for"
        + " \(people.counted("person", "people"))"
    ]
  }

  private var lintLines: [String] {
    guard let report = plan.lint, case let counts = LintCounts(report).text, !counts.isEmpty else {
      return []
    }
    let kept = report.isFit ? "" : "; 'send' keeps it back"
    return ["  lint     \(counts)\(kept): 'broadsheet lint \(plan.affiliate)' tells them"]
  }

  private var peopleLines: [String] {
    let copies = plan.messages - plan.recipients
    let copyText = copies > 0 ? " and \(copies.counted("copy", "copies"))" : ""
    let to = "  to       \(plan.recipients.counted("person", "people"))\(copyText)"
    let counts = plan.skipped.sorted { $0.key.rawValue < $1.key.rawValue }
    return [to]
      + counts.map { reason, count in
        let entries = plan.leftOut.filter { $0.reason == reason }
        // Beyond ten thousand, not all who are left out are named.
        guard count <= Self.mostShown, entries.count == count else {
          return "  not to   \(count.counted("person", "people")): \(reason.words)"
        }
        let names = entries.map(\.address.spelling).joined(separator: ", ")
        return "  not to   \(names): \(reason.words)"
      }
  }

  private static let mostShown = 5
}

extension Story {
  /// As a message shows it: a story without a title is known by its address.
  var shownTitle: String {
    title.contains { !$0.isWhitespace } ? title : url?.absoluteString ?? "…"
  }
}
