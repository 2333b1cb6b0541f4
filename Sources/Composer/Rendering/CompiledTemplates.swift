import Mustache
import Newsletter

/// The four templates, parsed once for all variants of an edition.
struct CompiledTemplates: Sendable {
  private let layout: MustacheTemplate
  private let text: MustacheTemplate
  private let subject: MustacheTemplate
  private let library: MustacheLibrary

  init(_ texts: TemplateTexts) throws(TemplateError) {
    _ = EscapedHTML.registered
    let story = try Self.compile(texts.story, from: .story, as: EscapedHTML.name)
    layout = try Self.compile(texts.layout, from: .layout, as: EscapedHTML.name)
    text = try Self.compile(texts.text, from: .text, as: "TEXT")
    subject = try Self.compile(texts.subject, from: .subject, as: "TEXT")
    library = MustacheLibrary(templates: ["story": story])
  }

  func html(_ view: NamedValues) -> String { layout.render(view, library: library) }

  /// As the template makes it: wrap it before it is read.
  func text(_ view: NamedValues) -> String { text.render(view) }

  /// As the template makes it: put it on one line before it is read.
  func subject(_ view: NamedValues) -> String { subject.render(view) }

  /// The content type is set by a line of its own, which Mustache takes out again.
  private static func compile(
    _ text: String, from file: TemplateFile, as contentType: String
  ) throws(TemplateError) -> MustacheTemplate {
    // Mustache reads lines by LF.
    let unixText = String(decoding: text.utf8.filter { $0 != 0x0D }, as: UTF8.self)
    do {
      return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(contentType)}}\n" + unixText)
    } catch let error as MustacheTemplate.ParserError {
      let line = max(1, error.context.lineNumber - 1)
      throw TemplateError(findings: [
        TemplateFinding(template: file.name, line: line, reason: .syntax("\(error.error)"))
      ])
    } catch {
      throw TemplateError(findings: [
        TemplateFinding(template: file.name, line: nil, reason: .syntax("\(error)"))
      ])
    }
  }
}
