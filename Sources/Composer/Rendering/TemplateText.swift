import Mustache

/// A text as Mustache asks for it: it says itself how it is written, and that nothing is in it,
/// which Mustache would find out by reflection for each tag.
struct TemplateText: Sendable {
  let text: String

  init(_ text: String) { self.text = text }
}

extension TemplateText: MustacheParent {
  func child(named name: String) -> Any? { nil }
}

extension TemplateText: MustacheCustomRenderable {
  var renderText: String { text }
  var isNull: Bool { false }
}

extension TemplateText: MustacheTransformable {
  func transform(_ name: String) -> Any? { text.transform(name) }
}

extension TemplateText: CustomDebugStringConvertible {
  var debugDescription: String { text.debugDescription }
}
