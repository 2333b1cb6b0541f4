import Foundation
import Newsletter

/// Whether a subject tells what the first story is, so that what stands behind it need not.
struct SubjectTemplate {
  private let text: String
  /// It does so in each edition.
  private let isAboutLead: Bool

  init(_ edition: Edition) {
    text = edition.templates.subject
    // Earlier versions took it to be so.
    isAboutLead =
      edition.rendering.map { $0 < .online } ?? true
      || TemplateScanner(text).tags.contains { tag in
        let first = tag.name.split(separator: ".").first ?? ""
        return ["lead", "stories", "ownStories"].contains(first)
      }
  }

  func names(_ lead: DigestView.Lead?) -> Bool {
    guard let lead, !isAboutLead else { return true }
    return text.range(of: lead.title, options: .caseInsensitive) != nil
  }
}
