/// One `{{…}}` of a template.
struct TemplateTag: Equatable {
  enum Kind: Equatable {
    case value, unescaped, section, inverted, close, partial
    /// A part of Mustache that Broadsheet's templates do without: `=`, `<`, `$`, `%`.
    case unsupported(Character)
  }

  let kind: Kind
  /// The name in it: `story.title`, `title` in `uppercased(title)`.
  let name: String
  /// `uppercased` in `uppercased(title)`.
  let transform: String?
  /// From 1.
  let line: Int

  /// `inside` is what stands between the braces, without the third pair of `{{{`.
  init(_ inside: Substring, isTriple: Bool, line: Int) {
    var rest = inside.trimmed
    var kind: Kind = isTriple ? .unescaped : .value
    if !isTriple, let first = rest.first, let named = Self.kind(first) {
      kind = named
      rest = rest.dropFirst().trimmed
    }
    self.kind = kind
    self.line = line
    if let open = rest.firstIndex(of: "("), rest.last == ")" {
      transform = String(rest[..<open])
      name = String(rest[rest.index(after: open)...].dropLast())
    } else {
      transform = nil
      name = String(rest)
    }
  }

  private static func kind(_ mark: Character) -> Kind? {
    switch mark {
    case "&": .unescaped
    case "#": .section
    case "^": .inverted
    case "/": .close
    case ">": .partial
    case "=", "<", "$", "%": .unsupported(mark)
    default: nil
    }
  }

  /// As it would be written, for messages.
  var written: String { transform.map { "\($0)(\(name))" } ?? name }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
