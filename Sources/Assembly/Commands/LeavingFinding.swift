import Composer
import Diagnostics
import Foundation
import Mail

/// What stands in the way of readers who want to leave.
enum LeavingFinding: HintedError, Equatable {
  case noSite
  case notHTTPS(site: String)
  case siteHasQuery(site: String)
  /// All readers come from one address, as far as limits go.
  case proxyNotCounted(site: String, listen: String)
  /// The address takes no token.
  case hasPlus(EmailAddress)
  case isQuoted(EmailAddress)
  case isLong(EmailAddress, octetsForName: Int)

  var message: String {
    switch self {
    case .noSite: "there is no public site: readers leave by mail alone"
    case .notHTTPS(let site): "site.url is \(site), and inboxes offer one click over https alone"
    case .siteHasQuery(let site): "site.url is \(site), and no page can be put behind a '?' or '#'"
    case .proxyNotCounted(let site, let listen):
      "site.url is \(site), and site.listen is \(listen): behind a web server on this machine all "
        + "readers count as one"
    case .hasPlus(let address):
      "mail to leave goes to \(address), which has a '+' already: the reader's token stands in the "
        + "subject instead"
    case .isQuoted(let address):
      "mail to leave goes to \(address), which is quoted: the reader's token stands in the subject "
        + "instead"
    case .isLong(let address, _):
      "mail to leave goes to \(address), which is too long to take a token: it stands in the "
        + "subject instead"
    }
  }

  var hint: String? {
    switch self {
    case .noSite:
      "set site.url and run 'broadsheet serve'; until then run 'broadsheet inbox read' on the mail "
        + "that arrives"
    case .notHTTPS: "put a proxy with a certificate before 'broadsheet serve', and write https"
    case .siteHasQuery: "write it as https://news.example.org"
    case .proxyNotCounted:
      "set site.trustedHops to 1, so that limits count readers and not that server"
    case .hasPlus, .isQuoted:
      "who rewrites the subject is not recognised; set organization.unsubscribeAddress to one like "
        + "leave@example.org"
    case .isLong(_, let octets):
      "set organization.unsubscribeAddress to one with at most \(octets) characters before the '@'"
    }
  }

  var exitCode: ExitCode { .badConfiguration }

  var severity: CheckEntry.Severity {
    switch self {
    case .siteHasQuery: .mistake
    case .notHTTPS, .proxyNotCounted: .warning
    default: .advice
    }
  }
}

extension LeavingFinding {
  /// A token for people up to the two millionth has so many octets behind its key's id and dot.
  private static let usualToken = 40
  private static let longestLocalPart = 64

  static func all(
    _ site: SiteConfiguration?, addresses: [EmailAddress], keyID: String
  ) -> [LeavingFinding] {
    var findings: [LeavingFinding] = site.map(about) ?? [.noSite]
    let length = keyID.utf8.count + 1 + usualToken
    var seen: Set<EmailAddress> = []
    for address in addresses where seen.insert(address).inserted {
      guard !LeaveMail(address).takesToken(ofLength: length) else { continue }
      if address.localPart.hasPrefix("\"") {
        findings.append(.isQuoted(address))
      } else if address.localPart.contains("+") {
        findings.append(.hasPlus(address))
      } else {
        findings.append(.isLong(address, octetsForName: longestLocalPart - 1 - length))
      }
    }
    return findings
  }

  private static func about(_ site: SiteConfiguration) -> [LeavingFinding] {
    var findings: [LeavingFinding] = []
    let text = site.url.absoluteString
    if site.url.query() != nil || site.url.fragment() != nil {
      findings.append(.siteHasQuery(site: text))
    }
    let isLocal = SMTPConfiguration.isLoopback(site.url.host() ?? "")
    let isHTTPS = site.url.scheme?.lowercased() == "https"
    if !isHTTPS, !isLocal { findings.append(.notHTTPS(site: text)) }
    // The site speaks no TLS itself, so somebody on this machine passes requests on.
    if isHTTPS, site.trustedHops == 0, SMTPConfiguration.isLoopback(site.listen.host) {
      findings.append(.proxyNotCounted(site: text, listen: "\(site.listen)"))
    }
    return findings
  }
}

extension Federation {
  /// What `check` says about the ways to leave.
  func leavingFindings() -> [CheckEntry] {
    // Without keys nothing can be sealed; that is told elsewhere.
    let keyID = (try? keys().current.id) ?? "k1"
    return LeavingFinding.all(
      configuration.site,
      addresses: configuration.affiliates.map(configuration.unsubscribeAddress), keyID: keyID
    ).map { CheckEntry($0.severity, $0) }
  }
}
