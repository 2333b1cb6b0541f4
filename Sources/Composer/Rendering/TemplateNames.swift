/// The names that a value offers to a template, read off the value itself, so that the check and
/// the view cannot drift apart.
indirect enum TemplateNames {
  /// A text, number or claim: it has no names inside.
  case leaf
  case object([String: TemplateNames])
  case list(TemplateNames)
  /// Names that only the data know, such as a list's columns.
  case open

  /// All names of ``DigestView``, with the keys that a theme has.
  static func digest(themeKeys: some Sequence<String>) -> TemplateNames {
    guard case .object(var names) = TemplateNames(of: DigestView.example) else { return .leaf }
    let keys = DigestTheme.names.union(themeKeys)
    names["theme"] = .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .leaf) }))
    return .object(names)
  }

  init(of value: Any) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: self = mirror.children.first.map { TemplateNames(of: $0.value) } ?? .leaf
    case .collection:
      self = .list(mirror.children.first.map { TemplateNames(of: $0.value) } ?? .leaf)
    case .dictionary: self = .open
    case .struct where !mirror.children.isEmpty && !(value is any StringProtocol):
      let named = mirror.children.compactMap { child in
        child.label.map { ($0, TemplateNames(of: child.value)) }
      }
      self = .object(Dictionary(named) { first, _ in first })
    default: self = .leaf
    }
  }

  /// What a section of this opens: the list's element, or the object.
  var opened: TemplateNames {
    if case .list(let element) = self { return element }
    return self
  }

  /// The names at this level, for suggestions.
  var keys: [String] {
    if case .object(let names) = self { return names.keys.sorted() }
    return []
  }

  /// What `name` leads to from here; nil when there is nothing of that name.
  func child(_ name: some StringProtocol) -> TemplateNames? {
    switch self {
    case .object(let names): names[String(name)]
    case .open: .leaf
    case .leaf, .list: nil
    }
  }
}
