/// Where a person stands on the list of the program that a file comes from.
public enum ImportStanding: String, Sendable, CaseIterable {
  case subscribed
  /// They left.
  case unsubscribed
  /// They, or somebody for them, want no mail at all, or called it spam.
  case blocked
  /// Mail came back.
  case bounced
  case unconfirmed
  case disabled
  /// A word that nobody here knows: better not mailed than mailed wrongly.
  case unknown

  /// Whether it is their own decision that no file may undo.
  public var isDecision: Bool { self == .unsubscribed || self == .blocked }

  /// - Parameter word: a cell of a column that says it; nothing means subscribed.
  init(word: String) {
    let folded = ListHeader.folded(word)
    self = Self.words.first { $0.value.contains(folded) }?.key ?? .unknown
  }

  /// What the remarks of a row add up to: the worst of them.
  ///
  /// - Parameter whole: what the whole file says of the people in it.
  init(_ remarks: [ListRemark: String], whole: ImportStanding = .subscribed) {
    let all: [Self] = [
      whole, Self(word: remarks[.standing] ?? ""),
      Self.isTrue(remarks[.isBlocked]) == true ? .blocked : .subscribed,
      remarks[.leftAt] == nil ? .subscribed : .unsubscribed,
      remarks[.cleanedAt] == nil ? .subscribed : .bounced,
      Self.isTrue(remarks[.isDisabled]) == true ? .disabled : .subscribed,
      Self.isTrue(remarks[.isConfirmed]) == false ? .unconfirmed : .subscribed,
    ]
    self = Self.fromWorst.first(where: all.contains) ?? .subscribed
  }

  private static let fromWorst: [Self] = [
    .unsubscribed, .blocked, .bounced, .disabled, .unconfirmed, .unknown,
  ]

  private static let words: [Self: Set<String>] = [
    .subscribed: ["", "subscribed", "subscriber", "active", "enabled", "confirmed", "member"],
    .unsubscribed: ["unsubscribed", "unsubscribe", "opted out", "opt out", "optout", "left"],
    .blocked: [
      "blocklisted", "blacklisted", "blocked", "spam complaint", "complaint", "complained",
      "abuse", "suppressed",
    ],
    .bounced: [
      "cleaned", "bounced", "bouncing", "previous bounce", "hard bounce", "undeliverable",
    ],
    .unconfirmed: [
      "unconfirmed", "pending", "not confirmed", "nonsubscribed", "non subscribed",
      "not subscribed", "transactional", "awaiting confirmation",
    ],
    .disabled: ["disabled", "archived", "inactive", "deleted", "removed"],
  ]

  private static func isTrue(_ word: String?) -> Bool? {
    switch word?.lowercased() {
    case nil, "": nil
    case "0", "no", "false", "n": false
    default: true
    }
  }
}
