import Composer
public import Diagnostics
import Foundation
import Logging
import Mail
import Mailroom
import Newsletter
import ServiceLifecycle
import Site
import Storage
import Transport
import UnixSignals
import Web

extension Federation {
  /// Opens the public site and sends letters as they come, until it is asked to stop.
  public func serve() async throws -> ExitCode {
    guard let place = configuration.site else {
      throw UsageError(
        "the configuration has no site",
        hint:
          "add \"site\": {\"url\": \"https://news.example.org\"} to \(configuration.file.lastPathComponent)"
      )
    }
    let store = try store()
    let site = try site(place, store)
    let application = site.application { [console] port in
      console.note("The site \(place.url.absoluteString) is served on \(place.listen.at(port)).")
      console.note("Stop with Ctrl-C.")
    }
    var services: [any Service] = [application]
    if let office = try letterOffice(store) {
      services.append(LetterCarrier(office: office, console: console))
    }
    let group = ServiceGroup(
      configuration: .init(
        services: services,
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "org.broadsheet.serve") { _ in SwiftLogNoOpLogHandler() }))
    do {
      try await group.run()
    } catch {
      throw ListeningError(
        error, of: "the site", listeningOn: "\(place.listen)", setting: "site.listen") ?? error
    }
    console.note("The site is closed.")
    return .done
  }

  private func site(_ place: SiteConfiguration, _ store: Store) throws -> Site {
    let organization = configuration.organization
    return Site(
      settings: SiteSettings(
        url: place.url, host: place.listen.host, port: place.listen.port,
        trustedHops: place.trustedHops),
      organization: SiteOrganization(
        name: organization.name, postalAddress: organization.postalAddress,
        website: organization.website, language: organization.language),
      affiliates: configuration.affiliates.map { affiliate in
        SiteAffiliate(
          id: affiliate.id, name: affiliate.name, theme: PageTheme(affiliate.theme))
      },
      store: store, keys: try keys(), clock: Self.clock,
      alarm: { [console] error in
        console.warn("the site: \((error as? any HintedError)?.message ?? "\(error)")")
      })
  }
}

extension ListenAddress {
  fileprivate func at(_ port: Int) -> ListenAddress { ListenAddress(host: host, port: port) }
}
