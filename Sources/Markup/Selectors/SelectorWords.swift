/// The names that selectors know behind a colon.
///
/// A browser drops a whole rule for one name that it does not know, so this must be exact: what is
/// not here is taken for unknown, and its rule is left alone.
enum SelectorWords {
  /// Pseudo-elements that may have one colon.
  static let oldPseudoElements: Set<String> = ["before", "after", "first-line", "first-letter"]

  /// Whatever begins with `-webkit-` is taken for one, also by browsers of other makers.
  static func isPseudoElement(_ name: String) -> Bool {
    oldPseudoElements.contains(name) || pseudoElements.contains(name)
      || name.hasPrefix("-webkit-")
  }

  /// Whether a pseudo-class depends on who reads, and how far they are.
  static func isState(_ name: String) -> Bool {
    states.contains(name) || statesWithArguments.contains(name)
  }

  static let statesWithArguments: Set<String> = ["has", "lang", "dir"]

  private static let pseudoElements: Set<String> = [
    "marker", "placeholder", "selection", "backdrop", "file-selector-button",
  ]

  private static let states: Set<String> = [
    "hover", "active", "focus", "focus-visible", "focus-within", "link", "visited", "any-link",
    "target", "enabled", "disabled", "checked", "indeterminate", "default", "required", "optional",
    "valid", "invalid", "in-range", "out-of-range", "read-only", "read-write", "placeholder-shown",
    "fullscreen", "defined", "-webkit-any-link", "autofill", "modal",
  ]
}
