import Diagnostics

/// One pass over the tags of a template with the stack of what is open.
struct TemplateWalk {
  let template: String
  /// What names are looked up in, innermost last.
  var stack: [TemplateNames]
  let partials: Set<String>
  /// HTML, where three braces are for markup alone.
  let isMarkup: Bool
  private var open: [TemplateTag] = []
  private var found: [TemplateFinding] = []

  /// The values that are safe markup.
  private static let markup: Set<String> = ["introduction.html", "html"]
  private static let transforms = [
    "uppercased", "lowercased", "capitalized", "count", "empty", "first", "last", "index", "even",
    "odd", "plusone", "minusone", "equalzero", "reversed",
  ]

  init(template: String, stack: [TemplateNames], partials: Set<String>, isMarkup: Bool) {
    self.template = template
    self.stack = stack
    self.partials = partials
    self.isMarkup = isMarkup
  }

  mutating func findings(in scanner: TemplateScanner) -> [TemplateFinding] {
    for tag in scanner.tags {
      visit(tag)
      guard open.count <= TemplateCheck.deepest else {
        report(.tooDeep, tag.line)
        return found
      }
    }
    if let line = scanner.unclosedLine { report(.unclosedTag, line) }
    for tag in open { report(.unclosedSection(tag.written), tag.line) }
    return found
  }

  private mutating func visit(_ tag: TemplateTag) {
    switch tag.kind {
    case .unsupported(let mark): report(.unsupported(mark), tag.line)
    case .partial:
      if !partials.contains(tag.name) { report(.unknownPartial(tag.name), tag.line) }
    case .close: close(tag)
    case .value: _ = lookUp(tag)
    case .unescaped:
      if lookUp(tag) != nil, isMarkup, !Self.markup.contains(tag.name) {
        report(.unescaped(tag.written), tag.line)
      }
    case .section, .inverted:
      let opened = lookUp(tag)?.opened ?? .open
      open.append(tag)
      // An inverted section is shown when there is nothing to step into.
      stack.append(tag.kind == .inverted ? .leaf : opened)
    }
  }

  private mutating func close(_ tag: TemplateTag) {
    guard let last = open.last, last.written == tag.written else {
      report(.strayClose(tag.written, open: open.last?.written), tag.line)
      return
    }
    open.removeLast()
    stack.removeLast()
  }

  /// What the tag's name leads to; nil, with a finding, when to nothing.
  private mutating func lookUp(_ tag: TemplateTag) -> TemplateNames? {
    if let transform = tag.transform {
      guard Self.transforms.contains(transform) else {
        let nearest = Suggestion.nearest(to: transform, among: Self.transforms)
        report(.unknownTransform(transform, suggestion: nearest), tag.line)
        return nil
      }
      // `first()` asks the section about itself.
      if tag.name.isEmpty { return .leaf }
    }
    if tag.name.isEmpty {
      report(.emptyTag, tag.line)
      return nil
    }
    return tag.name == "." ? stack.last : resolve(tag)
  }

  private mutating func resolve(_ tag: TemplateTag) -> TemplateNames? {
    let parts = tag.name.split(separator: ".", omittingEmptySubsequences: false)
    let levels = stack.reversed()
    guard let first = parts.first, let start = levels.lazy.compactMap({ $0.child(first) }).first
    else {
      let known = levels.flatMap(\.keys)
      let nearest = Suggestion.nearest(to: String(parts.first ?? ""), among: known)
      report(.unknownName(tag.name, suggestion: nearest), tag.line)
      return nil
    }
    var place = start
    for (index, part) in parts.enumerated().dropFirst() {
      guard let next = place.child(part) else {
        let path = parts[..<index].joined(separator: ".")
        let nearest = Suggestion.nearest(to: String(part), among: place.keys)
        report(.unknownName(tag.name, suggestion: nearest.map { path + "." + $0 }), tag.line)
        return nil
      }
      place = next
    }
    return place
  }

  private mutating func report(_ reason: TemplateFinding.Reason, _ line: Int) {
    found.append(TemplateFinding(template: template, line: line, reason: reason))
  }
}
