/// A piece of a page: what is text stays text, whatever is in it.
///
/// There is no case for raw markup, so nothing can get into a page unescaped.
public enum HTML: Sendable, Equatable {
  case text(String)
  case element(ElementName, [Attribute], [HTML])
  case group([HTML])
}

/// The elements that pages are made of.
public enum ElementName: String, Sendable {
  case html, head, body, meta, title, link, script
  case header, main, footer, nav, section, aside, iframe, details, summary
  case h1, h2, h3, p, ul, ol, li, dl, dt, dd, strong, code, pre, span, div, a, img, br, time
  case table, caption, thead, tbody, tr, th, td
  case form, fieldset, legend, label, input, select, option, button, datalist, meter

  /// Written without an end tag.
  public var isVoid: Bool {
    switch self {
    case .meta, .link, .img, .br, .input: true
    default: false
    }
  }
}

/// An attribute of an element; one without a value is there or not.
public struct Attribute: Sendable, Equatable {
  public let name: String
  public let value: String?

  private init(_ name: StaticString, _ value: String?) {
    self.name = "\(name)"
    self.value = value
  }

  /// Names are fixed in the source; values may be anything.
  public static func named(_ name: StaticString, _ value: String) -> Attribute {
    .init(name, value)
  }
  public static func flag(_ name: StaticString) -> Attribute { .init(name, nil) }

  public static func `class`(_ value: String) -> Attribute { .init("class", value) }
  public static func id(_ value: String) -> Attribute { .init("id", value) }
  public static func href(_ value: String) -> Attribute { .init("href", value) }
  public static func lang(_ value: String) -> Attribute { .init("lang", value) }
  public static func name(_ value: String) -> Attribute { .init("name", value) }
  public static func value(_ value: String) -> Attribute { .init("value", value) }
  public static func type(_ value: String) -> Attribute { .init("type", value) }
}

extension HTML: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

extension HTML {
  public static let nothing = HTML.group([])

  public static func h1(_ text: String) -> HTML { .element(.h1, [], [.text(text)]) }
  public static func h2(_ text: String) -> HTML { .element(.h2, [], [.text(text)]) }
  public static func p(_ children: HTML...) -> HTML { .element(.p, [], children) }
  public static func p(_ text: String) -> HTML { .element(.p, [], [.text(text)]) }
  public static func p(_ class: String, _ children: HTML...) -> HTML {
    .element(.p, [.class(`class`)], children)
  }
  public static func div(_ class: String, _ children: HTML...) -> HTML {
    .element(.div, [.class(`class`)], children)
  }
  public static func strong(_ text: String) -> HTML { .element(.strong, [], [.text(text)]) }
  public static func link(_ text: String, to address: String) -> HTML {
    .element(.a, [.href(address)], [.text(text)])
  }

  /// A list of links or texts; nothing when it is empty.
  public static func list(_ class: String, _ items: [HTML]) -> HTML {
    items.isEmpty
      ? .nothing
      : .element(.ul, [.class(`class`)], items.map { .element(.li, [], [$0]) })
  }
}
