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
import Studio
import Transport
import UnixSignals
import Web

extension Federation {
  /// Opens the public site where there is one, and the studio, until it is asked to stop; sends
  /// letters as they come.
  ///
  /// The studio is opened when the configuration speaks of it, or when there is no site.
  public func serve() async throws -> ExitCode {
    var services: [any Service] = []
    if let place = configuration.site { services += try siteServices(place) }
    if opensStudio { services.append(studioService) }
    let group = ServiceGroup(
      configuration: .init(
        services: services,
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "org.broadsheet.serve") { _ in SwiftLogNoOpLogHandler() }))
    try await group.run()
    console.note("Closed.")
    return .done
  }

  var opensStudio: Bool { configuration.studio.isSet || configuration.site == nil }

  private func siteServices(_ place: SiteConfiguration) throws -> [any Service] {
    let store = try store()
    let application = try site(place, store).application { [console] port in
      console.note("The site \(place.url.absoluteString) is served on \(place.listen.at(port)).")
      console.note("Stop with Ctrl-C.")
    }
    let listener = Listener(
      service: application, name: "the site", place: place.listen, setting: "site.listen")
    let carrier = try letterOffice(store).map { LetterCarrier(office: $0, console: console) }
    return [listener] + (carrier.map { [$0] } ?? [])
  }

  private var studioService: any Service {
    let place = configuration.studio.listen
    let application = studio(on: place).application { [console] port in
      console.note("The studio is open on http://\(place.at(port))/ for this machine alone.")
      console.note("Stop with Ctrl-C.")
    }
    return Listener(
      service: application, name: "the studio", place: place, setting: "studio.listen")
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

/// A server that says by its own name when it cannot begin to listen.
private struct Listener: Service {
  let service: any Service
  let name: String
  let place: ListenAddress
  let setting: String

  func run() async throws {
    do {
      try await service.run()
    } catch {
      throw ListeningError(error, of: name, listeningOn: "\(place)", setting: setting) ?? error
    }
  }
}
