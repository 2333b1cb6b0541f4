/// What stands in the `style` attributes of the elements that share a profile.
struct StyleAttribute {
  /// As it stands in an attribute in double quotes.
  let value: String

  /// nil when the elements' own attribute, if any, is right as it was written.
  ///
  /// - Parameter kept: what stands in them.
  init?(_ kept: [(entry: CascadeEntry, isImportant: Bool)]) {
    let hasChanged = kept.contains { entry, isImportant in
      if case .sheet = entry.origin { return true }
      return isImportant != entry.isImportant
    }
    guard hasChanged else { return nil }
    value = Self.escaped(
      kept.map { $0.entry.text + ($0.isImportant ? "!important" : "") }.joined(separator: ";"))
  }

  /// Text escaped for an attribute in double quotes.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == Ascii.ampersand || $0 == Ascii.quote }) else {
      return text
    }
    return text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
  }
}
