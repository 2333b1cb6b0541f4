import Diagnostics
import Foundation
import Mail
import Newsletter

extension ConfigurationDecoder {
  /// The whole configuration; nil when something required could not be had.
  mutating func configuration(_ root: JSONNode) -> Configuration? {
    guard let top = section(LocatedNode(path: "", line: root.line, node: root)) else { return nil }
    let organization = organization(requiredSection("organization", in: top))
    let smtp = smtp(requiredSection("smtp", in: top))
    let storage = path("path", in: section(top["storage"]), "broadsheet.sqlite", .storage)
    let keys = path("file", in: section(top["keys"]), "broadsheet.keys", .keys)
    let signers = (elements(top["dkim"]) ?? []).compactMap { dkim(section($0)) }
    let site = site(section(top["site"]))
    let studio = studio(section(top["studio"]))
    let lint = lint(section(top["lint"]))
    let affiliates = affiliates(top)
    if let name = organization?.name { adviseOrder(affiliates, organization: name) }
    guard let organization, let smtp else { return nil }
    return Configuration(
      organization: organization, smtp: smtp, storage: storage, keysFile: keys, dkim: signers,
      site: site, studio: studio, lint: lint, affiliates: affiliates.map(\.value), file: file)
  }

  private mutating func requiredSection(_ key: String, in top: Section) -> Section? {
    if top[key]?.present == nil {
      note(.missing(meaning: "every federation needs it"), key, line: 1)
    }
    return section(top[key])
  }

  /// A path that has a default.
  private mutating func path(
    _ key: String, in section: Section?, _ standard: String, _ kind: NamedFile.Kind
  ) -> URL {
    if let section, let url = fileURL(section[key], as: kind) { return url }
    let node = JSONNode(line: 1, value: .string(standard))
    let path = kind == .storage ? "storage.path" : "keys.file"
    return namedFile(standard, kind, LocatedNode(path: path, line: 1, node: node))
  }

  private mutating func organization(_ section: Section?) -> OrganizationConfiguration? {
    guard let section else { return nil }
    let name = requiredText("name", in: section)
    let postalAddress = requiredText("postalAddress", in: section)
    let timeZone = timeZone(in: section)
    let website = webAddress(section["website"])
    let language = language(section["language"]) ?? "en"
    let unsubscribeAddress = address(section["unsubscribeAddress"])
    guard let name, let postalAddress, let timeZone else { return nil }
    return OrganizationConfiguration(
      name: name, postalAddress: postalAddress, timeZone: timeZone, website: website,
      language: language, unsubscribeAddress: unsubscribeAddress)
  }

  /// A tag; names of languages are for lists, where people write them.
  private mutating func language(_ place: LocatedNode?) -> String? {
    guard let place, let text = text(place) else { return nil }
    if let tag = LanguageTag(text) { return tag.text }
    note(.notALanguage(text, meant: LanguageTag(naming: text)?.text), place)
    return nil
  }

  private mutating func timeZone(in section: Section) -> TimeZone? {
    guard let text = requiredText("timeZone", in: section), let place = section["timeZone"] else {
      return nil
    }
    let known = TimeZone.knownTimeZoneIdentifiers
    let isName = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0))
    }
    if isName, known.contains(text) || text.contains("/") || text == "UTC",
      let zone = TimeZone(identifier: text)
    {
      return zone
    }
    let city = text.replacingOccurrences(of: " ", with: "_")
    let nearest = Self.nearestZone(to: city, among: known)
    note(.notATimeZone(text, nearest: nearest), place)
    return nil
  }

  private static func nearestZone(to text: String, among known: [String]) -> String? {
    let folded = text.lowercased()
    // "New York" is the end of one name, "america/newyork" nearly another.
    return known.first { $0.lowercased() == folded || $0.lowercased().hasSuffix("/" + folded) }
      ?? Suggestion.nearest(to: text, among: known)
  }

  private mutating func dkim(_ section: Section?) -> DKIMConfiguration? {
    guard let section else { return nil }
    let domain = requiredText("domain", in: section)
    if let domain, let place = section["domain"], !Self.isDomain(domain) {
      note(.notADomain(domain), place)
    }
    let selector = requiredText("selector", in: section)
    if section["keyFile"]?.present == nil { noteMissing("keyFile", in: section) }
    let keyFile = fileURL(section["keyFile"], as: .signingKey)
    let omit = (elements(section["omit"]) ?? []).compactMap { text($0) }
    guard let domain, let selector, let keyFile else { return nil }
    return DKIMConfiguration(domain: domain, selector: selector, keyFile: keyFile, omit: omit)
  }

  private mutating func site(_ section: Section?) -> SiteConfiguration? {
    guard let section else { return nil }
    if section["url"]?.present == nil { noteMissing("url", in: section) }
    let url = webAddress(section["url"])
    if let url, let place = section["url"], !["", "/"].contains(url.path) {
      note(
        .siteHasPath(host: "\(url.scheme ?? "https")://\(url.host() ?? "news.example.org")"), place)
    }
    let listen = listenAddress(section["listen"]) ?? ListenAddress(host: "127.0.0.1", port: 8080)
    let trustedHops = whole(section["trustedHops"], from: 0, to: 10) ?? 0
    guard let url else { return nil }
    return SiteConfiguration(url: url, listen: listen, trustedHops: trustedHops)
  }

  private mutating func studio(_ section: Section?) -> StudioConfiguration {
    let standard = ListenAddress(host: "127.0.0.1", port: 8081)
    guard let place = section?["listen"], let listen = listenAddress(place) else {
      return StudioConfiguration(listen: standard, isSet: section != nil)
    }
    if !SMTPConfiguration.isLoopback(listen.host) { note(.notOnLoopback("\(listen)"), place) }
    return StudioConfiguration(listen: listen, isSet: true)
  }

  /// Letters, digits and hyphens in at least two labels.
  static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && text.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      }
  }
}
