import Mustache

/// A group of values as Mustache asks for them: by name.
///
/// A struct would be taken apart by reflection for each tag that names something in it, or in what
/// it stands in; a dictionary's conformance is looked up each time, which takes longer than the
/// dictionary does.
struct NamedValues: Sendable {
  private let content: Content

  /// In one place, so that Mustache's stack holds no copies.
  private final class Content: Sendable {
    let values: [String: any Sendable]
    /// What they were taken from: written where a template names the group as if it were a text.
    let whole: any Sendable

    init(_ whole: any Sendable, _ values: [String: any Sendable]) {
      self.whole = whole
      self.values = values
    }
  }

  /// - Parameter values: what is nil has no entry, so that its name is looked for further out.
  init(_ whole: any Sendable, _ values: [String: any Sendable]) {
    content = Content(whole, values)
  }

  init(_ texts: [String: String]) { self.init(texts, texts.mapValues(TemplateText.init)) }

  /// The same but for one value.
  func with(_ name: String, _ value: any Sendable, of whole: any Sendable) -> NamedValues {
    var values = content.values
    values[name] = value
    return NamedValues(whole, values)
  }

  var names: Set<String> { Set(content.values.keys) }
}

extension NamedValues: MustacheParent {
  func child(named name: String) -> Any? { content.values[name] }
}

extension NamedValues: MustacheCustomRenderable {
  var renderText: String { String(describing: content.whole) }
  var isNull: Bool { false }
}

extension NamedValues: MustacheTransformable {
  func transform(_ name: String) -> Any? {
    (content.whole as? any MustacheTransformable)?.transform(name)
  }
}

extension NamedValues: CustomDebugStringConvertible {
  var debugDescription: String { String(reflecting: content.whole) }
}
