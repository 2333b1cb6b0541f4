/// One thing that is wrong with a template, and where.
public struct TemplateFinding: Sendable, Equatable, CustomStringConvertible {
  /// The file's name: `layout.mustache`, or its place where that is known.
  public let template: String
  /// From 1; nil when it is about the whole file.
  public let line: Int?
  public let reason: Reason

  public enum Reason: Sendable, Equatable {
    /// The view offers no such name, which would render as nothing.
    case unknownName(String, suggestion: String?)
    case unknownPartial(String)
    case unknownTransform(String, suggestion: String?)
    /// `{{{name}}}` of a value that is not markup.
    case unescaped(String)
    /// A part of Mustache that templates do without.
    case unsupported(Character)
    case emptyTag
    case unclosedTag
    case unclosedSection(String)
    /// A `{{/name}}` that closes nothing, or not what is open.
    case strayClose(String, open: String?)
    case tooDeep
    case tooLong
    /// What the Mustache parser said.
    case syntax(String)
    case noWayToLeave
    case noPostalAddress
    case badColor(key: String, value: String)
  }

  /// `layout.mustache line 12: nothing is called 'titel'; did you mean 'title'?`
  public var description: String {
    let place = line.map { "\(template) line \($0)" } ?? template
    return "\(place): \(words)"
  }

  /// The same of a file that is called otherwise.
  func placed(_ place: (TemplateFile) -> String) -> TemplateFinding {
    let file = TemplateFile.allCases.first { $0.name == template }
    return TemplateFinding(template: file.map(place) ?? template, line: line, reason: reason)
  }

  /// What is wrong, without the place.
  var words: String {
    switch reason {
    case .unknownName(let name, let suggestion):
      "nothing is called '\(name)'" + Self.didYouMean(suggestion)
    case .unknownPartial(let name):
      "no template '\(name)' can be included here; layout.mustache can include 'story'"
    case .unknownTransform(let name, let suggestion):
      "there is no transform '\(name)()'" + Self.didYouMean(suggestion)
    case .unescaped(let name):
      "'{{{\(name)}}}' would put text into HTML unescaped; write '{{\(name)}}'"
    case .unsupported(let mark): "a tag that begins with '{{\(mark)' is not supported"
    case .emptyTag: "a tag has no name"
    case .unclosedTag: "a '{{' is not closed"
    case .unclosedSection(let name): "the section '\(name)' is not closed with '{{/\(name)}}'"
    case .strayClose(let name, let open?):
      "'{{/\(name)}}' closes nothing: the open section is '\(open)'"
    case .strayClose(let name, nil): "'{{/\(name)}}' closes nothing: no section is open"
    case .tooDeep: "sections are nested more than \(TemplateCheck.deepest) deep"
    case .tooLong: "it is larger than \(TemplateCheck.longest / 1024) KB"
    case .syntax(let text): "it cannot be read: \(text)"
    case .noWayToLeave:
      "it does not say how to leave; it must have one of "
        + "'{{leave.url}}', '{{leave.address}}' and '{{words.howToLeave}}'"
    case .noPostalAddress:
      "it has neither '{{postalAddress}}' nor '{{#postalAddressLines}}'"
    case .badColor(let key, let value): "'\(value)' is no colour for '\(key)'; write it as #1f4e79"
    }
  }

  private static func didYouMean(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }
}
