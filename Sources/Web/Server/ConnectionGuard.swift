import Foundation
import NIOCore
import NIOHTTPTypes

/// Closes connections that take their time or bring too many friends.
///
/// Hummingbird closes one that is idle, and one whose header does not end. It renews its patience
/// with every piece of a body, and waits for ever for who does not read; here a whole request, and
/// its answer, have a time each.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ConnectionLimits
  private let count: ConnectionCount
  private var client: ClientAddress?
  private var isReading = false
  private var unanswered = 0
  private var deadline: Scheduled<Void>?

  init(_ limits: ConnectionLimits, _ count: ConnectionCount) {
    self.limits = limits
    self.count = count
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      isReading = true
      unanswered += 1
      if deadline == nil { close(context, in: limits.request) }
    case .body: break
    case .end:
      isReading = false
      deadline?.cancel()
      deadline = nil
      if unanswered > 0 { close(context, in: limits.answer) }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in self.answered(context) }
    context.write(data, promise: written)
  }

  private func begin(_ context: ChannelHandlerContext) {
    guard client == nil else { return }
    let address = context.channel.remoteAddress?.ipAddress.flatMap { ClientAddress($0) }
    client = address ?? .unknown
    if !count.open(client ?? .unknown, most: limits.connectionsOfOne) {
      client = nil
      context.close(promise: nil)
    }
  }

  private func end() {
    deadline?.cancel()
    deadline = nil
    if let client { count.close(client) }
    client = nil
  }

  private func answered(_ context: ChannelHandlerContext) {
    unanswered -= 1
    // Answered before it was read whole: it was too much, and the rest is not waited for. A moment
    // is left to read the answer, which an end of the connection would take away.
    if isReading { return close(context, in: .seconds(1)) }
    deadline?.cancel()
    deadline = nil
    if unanswered > 0 { close(context, in: limits.answer) }
  }

  private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      context.close(promise: nil)
    }
  }
}
