import Hummingbird
import NIOCore

/// A request's surroundings: who is at the other end.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let peer: ClientAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { ClientAddress($0) }
  }
}
