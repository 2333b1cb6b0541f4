import Composer
public import Diagnostics
import Foundation
import Lint
import Mailroom
import Newsletter

extension Federation {
  /// Says what will break where in some affiliates' next editions; touches nothing.
  public func lint(_ names: [String], _ options: LintOptions) async throws -> ExitCode {
    let chosen = try affiliates(names)
    let room = try mailroom(try storeToRead())
    var reports: [LintReport] = []
    for affiliate in configuration.affiliates where chosen?.contains(affiliate.id) ?? true {
      let proof: Proof
      do {
        proof = try room.proof(of: affiliate.id, for: nil)
      } catch let error as ProofError where chosen == nil {
        // Of all affiliates those with nothing to show are named, and the others looked at.
        console.note("\(affiliate.id): \(error.message)")
        continue
      }
      for note in proof.notes { console.note(note) }
      let subject = proof.lintSubject
      var report = lint.report(on: subject)
      if options.isOnline { report.add(await linkInquiry.findings(in: subject.html)) }
      if options.asksSpamAssassin {
        report.add(await SpamAssassin.findings(on: proof.message.encoded(), console))
      }
      reports.append(report)
    }
    return try LintTeller(console: console, tellsAdvice: options.tellsAdvice).tell(reports)
  }

  /// The site's pages for readers are not asked for: a proof's are nobody's, and the edition's own
  /// comes when it is sent.
  private var linkInquiry: LinkInquiry {
    var inquiry = LinkInquiry()
    if let site = configuration.site.map({ SiteAddress($0.url).text }) {
      inquiry.spared = ["u", "s", "e"].map { "\(site)/\($0)/" }
    }
    return inquiry
  }

  /// The lint for the clients that the configuration names.
  var lint: Lint { Lint(clients: configuration.lint.clients) }
}

extension Standalone {
  /// Says what will break where in an HTML file.
  ///
  /// - Parameter configuration: whose `lint.clients` count; nil: the usual ones.
  public func lint(
    _ path: String, _ options: LintOptions, configuration: String? = nil
  ) async throws -> ExitCode {
    let html = try LintedFile(path).text()
    let clients = try configuration.map { try ConfigurationFile.named($0).configuration() }
      .map(\.lint.clients)
    var report = Lint(clients: clients ?? MailClient.standard)
      .report(on: LintSubject(name: path, html: html))
    if options.isOnline { report.add(await LinkInquiry().findings(in: html)) }
    return try LintTeller(console: console, tellsAdvice: options.tellsAdvice).tell([report])
  }

  /// Whether an argument of `lint` names a file and no affiliate.
  public static func isFile(_ argument: String) -> Bool {
    let suffix = argument.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return argument.contains("/") || (argument.contains(".") && ["html", "htm"].contains(suffix))
  }
}
