import NIOCore

/// Replies on their way: gathered, then written together when they are due.
struct ReplyOutbox {
  private let channel: any Channel
  private let delay: TimeAmount
  private var waiting = ByteBuffer()
  private var lastWrite: EventLoopFuture<Void>?
  /// Octets written since the last time that a write was waited for.
  private var octetsUnderWay = 0
  /// When the last reply left; what comes earlier came before it was seen.
  private(set) var lastDue = NIODeadline.uptimeNanoseconds(0)

  /// So much may be under way before somebody waits: a client that never reads a reply must not
  /// fill the memory.
  private static let mostOctetsUnderWay = 64 * 1024

  init(_ channel: any Channel, delay: Duration) {
    self.channel = channel
    self.delay = TimeAmount(delay)
  }

  /// Adds a reply, a line for each line of its text.
  mutating func add(_ code: Int, _ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      waiting.writeString("\(code)\(index < lines.count - 1 ? "-" : " ")\(line)\r\n")
    }
  }

  /// What was added and not sent.
  mutating func takeWaiting() -> ByteBuffer {
    defer { waiting = ByteBuffer() }
    return waiting
  }

  /// Sends what was added, as one write; a longer wait only when too much is under way.
  ///
  /// - Parameters:
  ///   - time: when the last of it was known; it leaves that much later than the delay.
  ///   - whenOut: called when the system has it.
  mutating func send(at time: NIODeadline, whenOut: (@Sendable () -> Void)? = nil) async throws {
    guard waiting.readableBytes > 0 else { return }
    let bytes = takeWaiting()
    octetsUnderWay += bytes.readableBytes
    // Writes that are due at the same time might change places.
    lastDue = max(time + delay, lastDue + .nanoseconds(1))
    let write = delay == .zero ? channel.writeAndFlush(bytes) : write(bytes, at: lastDue)
    lastWrite = write
    if let whenOut { write.whenSuccess(whenOut) }
    if octetsUnderWay > Self.mostOctetsUnderWay { try await settle() }
  }

  /// Waits until the system has all that was sent.
  mutating func settle() async throws {
    try await lastWrite?.get()
    lastWrite = nil
    octetsUnderWay = 0
  }

  private func write(_ bytes: ByteBuffer, at time: NIODeadline) -> EventLoopFuture<Void> {
    channel.eventLoop.flatScheduleTask(deadline: time) { [channel] in
      channel.writeAndFlush(bytes)
    }.futureResult
  }
}
