public import Hummingbird
import NIOCore

/// A request's surroundings: who is at the other end.
public struct WebContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  public let peer: ClientAddress?

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { ClientAddress($0) }
  }
}
