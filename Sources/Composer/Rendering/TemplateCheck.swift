import Diagnostics
public import Newsletter

/// Reads an affiliate's templates against what the view offers.
///
/// Mustache renders a name that does not exist as nothing, so a slip of the pen would send an
/// empty headline to everybody. Every name is looked up here first.
public struct TemplateCheck {
  static let deepest = 32
  static let longest = 256 * 1024

  private let texts: TemplateTexts
  private let theme: [String: String]

  public init(_ texts: TemplateTexts, theme: [String: String] = [:]) {
    self.texts = texts
    self.theme = theme
  }

  /// All that is wrong, file by file and line by line; empty when all is well.
  public var findings: [TemplateFinding] {
    let names = TemplateNames.digest(themeKeys: theme.keys)
    return layoutFindings(names) + storyFindings(names)
      + file(.text, texts.text, stack: [names], markup: false)
      + obligations(.text, texts.text)
      + file(.subject, texts.subject, stack: [Self.subjectNames(names)], markup: false)
      + themeFindings
  }

  /// Throws ``TemplateError`` with all that is wrong; what was looked at before costs little.
  ///
  /// - Parameter place: what a file is called in messages.
  public func validate(naming place: (TemplateFile) -> String) throws(TemplateError) {
    do throws(TemplateError) {
      _ = try CheckedTemplates.of(texts, theme: theme)
    } catch {
      throw TemplateError(findings: error.findings.map { $0.placed(place) })
    }
  }

  /// What is wrong with a subject that stands in place of a template's; nil when nothing is.
  static func flaw(inSubject text: String) -> String? {
    let check = TemplateCheck(TemplateTexts(layout: "", story: "", text: "", subject: text))
    let names = subjectNames(.digest(themeKeys: []))
    return check.file(.subject, text, stack: [names], markup: false).first?.words
  }

  /// Whether a template names the subscriber, so that each person's message is their own.
  public var isPersonal: Bool {
    [texts.layout, texts.story, texts.text, texts.subject].contains { text in
      TemplateScanner(text).tags.contains { tag in
        tag.name.split(separator: ".").first == "subscriber"
      }
    }
  }

  private func layoutFindings(_ names: TemplateNames) -> [TemplateFinding] {
    file(.layout, texts.layout, stack: [names], partials: ["story"], markup: true)
      + obligations(.layout, texts.layout + texts.story)
  }

  private func storyFindings(_ names: TemplateNames) -> [TemplateFinding] {
    let story = names.child("stories")?.opened ?? .leaf
    return file(.story, texts.story, stack: [names, story], markup: true)
  }

  /// A subject cannot name itself.
  private static func subjectNames(_ names: TemplateNames) -> TemplateNames {
    guard case .object(var names) = names else { return names }
    names["subject"] = nil
    return .object(names)
  }

  /// What is wrong with the theme's values alone.
  var themeFindings: [TemplateFinding] {
    guard let color = theme["accentColor"], AccentColor(color) == nil else { return [] }
    return [
      TemplateFinding(
        template: "theme", line: nil, reason: .badColor(key: "accentColor", value: color))
    ]
  }

  private func file(
    _ file: TemplateFile, _ text: String, stack: [TemplateNames], partials: Set<String> = [],
    markup: Bool
  ) -> [TemplateFinding] {
    guard text.utf8.count <= Self.longest else {
      return [TemplateFinding(template: file.name, line: nil, reason: .tooLong)]
    }
    var walk = TemplateWalk(template: file.name, stack: stack, partials: partials, isMarkup: markup)
    return walk.findings(in: TemplateScanner(text))
  }

  /// The law and the inbox providers ask for these two in every message.
  private func obligations(_ file: TemplateFile, _ text: String) -> [TemplateFinding] {
    guard text.utf8.count <= 2 * Self.longest else { return [] }
    let used = Set(TemplateScanner(text).tags.map(\.name))
    var findings: [TemplateFinding] = []
    if used.isDisjoint(with: ["leave.url", "leave.address", "words.howToLeave", "leave"]) {
      findings.append(TemplateFinding(template: file.name, line: nil, reason: .noWayToLeave))
    }
    if used.isDisjoint(with: ["postalAddress", "postalAddressLines"]) {
      findings.append(TemplateFinding(template: file.name, line: nil, reason: .noPostalAddress))
    }
    return findings
  }
}
