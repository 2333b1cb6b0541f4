import Composer
public import Diagnostics
public import Lint
import Mail
public import Newsletter
import Storage

extension Mailroom {
  /// What the lint says of an edition as one gets it who has had no story yet.
  func lintReport(on edition: Edition, with lint: Lint) throws -> LintReport {
    let ids = edition.stories.map(\.id)
    let press = try EditionPress(StoredEdition(edition: edition, owedStories: []), keys: keys)
    let reader = Recipient(address: edition.masthead.sender.address)
    let message = try press.message(to: reader, subscriber: 0, variant: 0, stories: ids)
    return lint.report(
      on: LintSubject(
        edition, press.parts(for: reader, subscriber: 0, stories: ids),
        stories: edition.stories, message: message.encoded()))
  }

  /// Stops an edition that must not go out as it is, unless that was asked for.
  func holdBackUnfit(_ edition: Edition) throws {
    guard let lint, !sendsDespiteLint else { return }
    let report = try lintReport(on: edition, with: lint)
    if !report.isFit { throw UnfitEdition(report: report, affiliate: edition.affiliate) }
  }
}

extension Proof {
  /// What the lint looks at.
  public var lintSubject: LintSubject {
    LintSubject(
      stored.edition, parts, stories: stored.stories(stories), message: message.encoded())
  }
}

extension LintSubject {
  init(_ edition: Edition, _ parts: RenderedParts, stories: [Story], message: [UInt8]) {
    self.init(
      name: edition.id.text, html: parts.html,
      edition: Frame(
        edition, subject: parts.subject, preheader: parts.preheader, stories: stories,
        text: parts.text, headers: MessageHeader.fields(of: message)),
      styleNotes: parts.styleNotes)
  }
}

/// An edition that must not go out as it is; nothing of it was frozen.
public struct UnfitEdition: HintedError, Equatable {
  public let report: LintReport
  public let affiliate: AffiliateID

  public var message: String {
    let count = report.count(.error)
    let first = report.errors.first.map { ": \($0.what)" } ?? ""
    let others = count > 1 ? ", and \(count - 1) more" : ""
    return "\(report.name) is not fit to be sent\(first)\(others)"
  }

  public var hint: String? {
    "'broadsheet lint \(affiliate)' tells all; mend it, or send it as it is with"
      + " 'broadsheet send \(affiliate) --despite-lint'"
  }

  public var exitCode: ExitCode { .badData }
}
