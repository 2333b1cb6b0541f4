import Newsletter
import Synchronization

/// Templates that were checked and compiled, which takes longer than a variant: kept for the next
/// edition, because affiliates share them.
struct CheckedTemplates: Sendable {
  let compiled: CompiledTemplates
  /// As ``TemplateCheck/isPersonal``.
  let isPersonal: Bool

  private struct Key: Hashable {
    let texts: TemplateTexts
    /// The names that a theme adds.
    let themeKeys: Set<String>
  }

  private static let known = Mutex<[Key: CheckedTemplates]>([:])

  /// More are not kept: a federation has few templates.
  private static let mostKept = 16

  /// Throws ``TemplateError`` with all that is wrong with them.
  static func of(
    _ texts: TemplateTexts, theme: [String: String]
  ) throws(TemplateError) -> CheckedTemplates {
    let check = TemplateCheck(texts, theme: theme)
    let key = Key(texts: texts, themeKeys: Set(theme.keys))
    // Also a theme can be wrong: each has its own values.
    if let checked = known.withLock({ $0[key] }), check.themeFindings.isEmpty { return checked }
    let findings = check.findings
    guard findings.isEmpty else { throw TemplateError(findings: findings) }
    let checked = CheckedTemplates(
      compiled: try CompiledTemplates(texts), isPersonal: check.isPersonal)
    known.withLock { known in
      if known.count >= mostKept { known.removeAll() }
      known[key] = checked
    }
    return checked
  }
}
