public import Composer
public import Foundation
public import Hummingbird
import Newsletter
public import Storage
import Web

/// The public site: leaving, preferences, signing up, finding a subscription, reading an edition.
///
/// Its pages are values, its answers come from the store, and what it changes is rows: it sends
/// nothing itself. GET, HEAD and OPTIONS change nothing.
public struct Site: Sendable {
  let settings: SiteSettings
  let organization: SiteOrganization
  let affiliates: [SiteAffiliate]
  let desk: StoreDesk
  let shelf: EditionShelf
  let seal: TokenSeal
  let stamps: FormStamp
  /// Now, in whole seconds.
  let clock: @Sendable () -> Date
  /// Hears of what went wrong on our side; no address or token is in it.
  let alarm: @Sendable (any Error) -> Void
  let limiter = RateLimiter()
  let leavers = RecentLeavers()
  /// How long an answer takes that may not tell whether an address is known.
  var answerTime = Duration.milliseconds(120)
  var limits = ConnectionLimits()

  public init(
    settings: SiteSettings, organization: SiteOrganization, affiliates: [SiteAffiliate],
    store: Store, keys: MessageKeys, clock: @escaping @Sendable () -> Date,
    alarm: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.settings = settings
    self.organization = organization
    self.affiliates = affiliates
    desk = StoreDesk(store)
    shelf = EditionShelf(store, site: SiteAddress(settings.url))
    seal = TokenSeal(keys: keys)
    stamps = FormStamp(keys: keys)
    self.clock = clock
    self.alarm = alarm
  }

  /// The site as a server, to be run with others; it ends in good order when it is asked to.
  ///
  /// - Parameter listening: is told the port once it listens.
  public func application(
    listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    WebServer(host: settings.host, port: settings.port, limits: connectionLimits)
      .application(answering: SiteResponder(site: self), listening: listening)
  }

  private var connectionLimits: ConnectionLimits {
    var limits = limits
    if settings.trustedHops > 0 { limits.connectionsOfOne = limits.connections }
    return limits
  }
}
