import NIOCore

/// What came from a client at one time.
struct Arrival: Sendable {
  let bytes: ByteBuffer
  let time: NIODeadline
  /// Whether it was encrypted on its way.
  let isSecure: Bool
}

/// Stamps what comes with its time, all that was read at once together.
final class ArrivalHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = Arrival

  private var bytes: ByteBuffer?
  private var isSecure: Bool

  init(isSecure: Bool) { self.isSecure = isSecure }

  /// From here on all is encrypted; what was read and not passed on is forgotten.
  func becomeSecure() {
    bytes = nil
    isSecure = true
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    if bytes == nil { bytes = part } else { bytes?.writeBuffer(&part) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    passOn(context)
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    passOn(context)
    context.fireChannelInactive()
  }

  private func passOn(_ context: ChannelHandlerContext) {
    guard let bytes else { return }
    self.bytes = nil
    context.fireChannelRead(
      wrapInboundOut(Arrival(bytes: bytes, time: .now(), isSecure: isSecure)))
  }
}
