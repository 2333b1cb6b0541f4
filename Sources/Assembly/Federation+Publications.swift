import Composer
import Feeds
import Foundation
import Lists
import Mail
import Mailroom
import Newsletter

extension Federation {
  /// What each affiliate publishes, in the configuration's order, its templates loaded.
  func publications() throws -> [Publication] {
    try configuration.affiliates.map(publication)
  }

  func publication(_ affiliate: AffiliateConfiguration) throws -> Publication {
    let introductions = IntroductionFolder(configurationFolder: configuration.folder)
    var publication = Publication(
      masthead: masthead(affiliate),
      sources: affiliate.sources.map {
        PublicationSource($0, of: affiliate.id, folder: configuration.folder)
      },
      list: ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName),
      copies: affiliate.copies, schedule: affiliate.digest.schedule,
      backlog: affiliate.digest.backlog.backlog, minStories: affiliate.digest.minStories,
      maxStories: affiliate.digest.maxStories,
      templates: { [templates] in
        try templates.checkedTexts(of: affiliate)
      },
      theme: affiliate.theme,
      introduction: { try introductions.introduction(edition: $0, affiliate: affiliate.id) })
    publication.wording = affiliate.wording
    publication.notices = affiliate.notices
    publication.segment = affiliate.segment
    return publication
  }

  var templates: TemplateLibrary {
    TemplateLibrary(
      configurationFolder: configuration.folder,
      installed: TemplateLibrary.installedFolder(executable: Self.executable))
  }

  static var executable: URL {
    Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
  }

  func masthead(_ affiliate: AffiliateConfiguration) -> Masthead {
    let organization = configuration.organization
    return Masthead(
      organization: organization.name, postalAddress: organization.postalAddress,
      website: organization.website, language: organization.language,
      timeZone: organization.timeZone.identifier, affiliate: affiliate.id,
      affiliateName: affiliate.name, listID: configuration.listID(for: affiliate),
      sender: Mailbox(name: affiliate.sender.name, address: affiliate.sender.address),
      replyTo: affiliate.sender.replyTo.map { Mailbox(name: nil, address: $0) },
      bounceAddress: affiliate.sender.bounceAddress,
      unsubscribeAddress: configuration.unsubscribeAddress(for: affiliate),
      site: configuration.site?.url)
  }
}

extension BacklogConfiguration {
  fileprivate var backlog: Backlog {
    switch self {
    case .all: .all
    case .number(let count, let isSet): isSet ? .newest(count) : .standard
    }
  }
}

extension PublicationSource {
  init(_ source: SourceConfiguration, of affiliate: AffiliateID, folder: URL) {
    self.init(
      key: SourceKey(
        affiliate: affiliate, address: source.name(in: folder), rules: source.rulesText,
        host: (source.base ?? source.url).host().map { Self.scope($0, source.url.port) }),
      request: SourceRequest(address: source.url, format: source.format, base: source.base),
      isFederationWide: source.isFederationWide)
  }

  private static func scope(_ host: String, _ port: Int?) -> String {
    port.map { "\(host.lowercased()):\($0)" } ?? host.lowercased()
  }
}

extension SourceConfiguration {
  /// The address; of a local file the path from the configuration's folder, so that the folder may
  /// move.
  func name(in folder: URL) -> String {
    guard url.isFileURL else { return url.absoluteString }
    let root = folder.standardizedFileURL.path + "/"
    let path = url.standardizedFileURL.path
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }

  var format: SourceRequest.Format {
    switch kind {
    case .feed: .feed
    case .file: Self.isPage(url) ? .page(PageRules(preset: .drupal)) : .feed
    case .page(let preset, let rules): .page(PageRules(preset: preset, rules))
    }
  }

  /// Whether a file's name says that it is a page and no feed.
  private static func isPage(_ url: URL) -> Bool {
    ["html", "htm", "xhtml"].contains(url.pathExtension.lowercased())
  }

  /// How it is read, as one text that changes when the rules do.
  fileprivate var rulesText: String {
    switch kind {
    case .feed: "feed"
    case .file: "file"
    case .page(let preset, let rules):
      (["page", preset ?? ""]
        + [
          rules.item, rules.title, rules.link, rules.teaser, rules.related, rules.date, rules.image,
        ].map { $0 ?? "" })
        .joined(separator: "|")
    }
  }
}

extension PageRules {
  init(preset: String?, _ selectors: SelectorConfiguration) {
    self.init(
      preset: preset.flatMap(Preset.init), item: selectors.item, link: selectors.link,
      title: selectors.title, teaser: selectors.teaser, related: selectors.related,
      date: selectors.date,
      image: selectors.image)
  }
}
