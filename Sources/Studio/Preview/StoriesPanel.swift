import Composer
import Foundation
import Mailroom
import Newsletter
import Web

/// The stories of the message in their order, and those that are not in it, with the reason.
struct StoriesPanel {
  let proof: Proof

  /// Behind so many of one reason the rest is counted.
  private static let mostShown = 30

  var html: HTML {
    .element(
      .section, [.class("panel stories"), .named("aria-labelledby", "stories-title")],
      [
        .element(
          .header, [],
          [
            .element(.h2, [.id("stories-title")], ["Stories"]),
            .element(
              .span, [.class("quiet small number")],
              [.text("\(proof.shownStories.count) in this message")]),
          ]),
        .element(.ol, [.class("in")], proof.shownStories.map(shown)),
        .group(groups.map(group)),
      ])
  }

  // MARK: In

  private func shown(_ story: Story) -> HTML {
    .element(
      .li, [],
      [
        Self.title(story), " ",
        .group(tags(story).map { .element(.span, [.class("tag")], [.text($0)]) }),
        Self.number(story),
      ])
  }

  private func tags(_ story: Story) -> [String] {
    let plan = proof.plan
    var tags: [String] = []
    if plan.introduction.matter.pinned.contains(where: { $0.names(story) }) {
      tags.append("pinned")
    }
    if plan.edition?.federationStories?.contains(story.id) ?? false { tags.append("federation") }
    if plan.owedStories.contains(where: { $0.id == story.id }) { tags.append("owed") }
    return tags
  }

  /// The editor's name for it in an introduction's head.
  private static func number(_ story: Story) -> HTML {
    .element(
      .span, [.class("quiet small number story-number")], [.text("story \(story.id.number)")])
  }

  /// Only addresses of the web become links: feeds may name anything.
  private static func title(_ story: Story) -> HTML {
    guard let url = story.url, ["http", "https"].contains(url.scheme?.lowercased()) else {
      return .text(story.title)
    }
    return .element(
      .a,
      [
        .href(url.absoluteString), .named("target", "_blank"), .named("rel", "noreferrer noopener"),
      ],
      [.text(story.title)])
  }

  // MARK: Out

  private struct Group {
    let title: String
    let stories: [(story: Story, why: String)]
    let isOpen: Bool
  }

  private var groups: [Group] {
    let choices = proof.plan.choices.filter { choice in
      !proof.shownStories.contains { $0.id == choice.story.id }
    }
    func group(
      _ title: String, isOpen: Bool, _ belongs: (StoryChoice.Verdict) -> Bool
    ) -> Group? {
      let found = choices.filter { belongs($0.verdict) }.map { ($0.story, $0.verdict.words) }
      return found.isEmpty ? nil : Group(title: title, stories: found, isOpen: isOpen)
    }
    return [
      // New ones that this reader has from another affiliate.
      group("Had already by this reader", isOpen: true) { $0 == .chosen },
      group("Held", isOpen: true) { $0 == .held },
      group("Left out by the introduction", isOpen: true) { $0 == .excluded },
      group("Waiting for the next edition", isOpen: false) { $0 == .waits },
      group("Skipped by hand", isOpen: false) { $0 == .skipped },
      group("Sent earlier", isOpen: false) { if case .sent = $0 { true } else { false } },
      group("There before the first fetch", isOpen: false) { $0 == .baseline },
    ].compactMap(\.self)
  }

  private func group(_ group: Group) -> HTML {
    let count = group.stories.count
    let shown = group.stories.prefix(Self.mostShown)
    return .element(
      .details, [.class("out")] + (group.isOpen ? [.flag("open")] : []),
      [
        .element(
          .summary, [],
          [
            .text(group.title), " ",
            .element(.span, [.class("quiet number")], [.text("\(count)")]),
          ]),
        .element(
          .ul, [],
          shown.map { story, why in
            .element(
              .li, [],
              [
                Self.title(story),
                .element(
                  .span, [.class("quiet small why")], [.text("\(why) · story \(story.id.number)")]),
              ])
          }),
        count > shown.count
          ? .p("quiet small more", .text("and \(count - shown.count) more")) : .nothing,
      ])
  }
}
