extension DigestView {
  /// The view by name, taken apart once: Mustache would go through all of its properties anew for
  /// each tag, which took most of the time of a rendering.
  var named: [String: Any] {
    var values = Self.values(of: self)
    values["words"] = Self.values(of: words)
    values["stories"] = stories.map(Self.values)
    values["ownStories"] = ownStories.map(Self.values)
    values["federationStories"] = federationStories.map(Self.values)
    return values
  }

  /// What is nil has no entry, so that a name is looked for further out, as Mustache does.
  private static func values(of value: Any) -> [String: Any] {
    var values: [String: Any] = [:]
    for child in Mirror(reflecting: value).children {
      guard let name = child.label else { continue }
      let mirror = Mirror(reflecting: child.value)
      values[name] =
        mirror.displayStyle == .optional ? mirror.children.first?.value : child.value
    }
    return values
  }
}
