import NIOCore
import NIOEmbedded
import Testing

@testable import MailCatcher

@Suite("Replies on their way")
struct ReplyOutboxTests {
  @Test("leave together when they came together, each so much later than it was asked for")
  func delays() async throws {
    let channel = NIOAsyncTestingChannel()
    var outbox = ReplyOutbox(channel, delay: .milliseconds(50))
    let start = channel.testingEventLoop.now
    outbox.add(250, "one")
    outbox.add(250, "two\nlines")
    try await outbox.send(at: start)
    outbox.add(354, "three")
    try await outbox.send(at: start + .milliseconds(10))

    await channel.testingEventLoop.advanceTime(to: start + .milliseconds(49))
    #expect(try await written(channel) == nil)
    await channel.testingEventLoop.advanceTime(to: start + .milliseconds(51))
    #expect(try await written(channel) == "250 one\r\n250-two\r\n250 lines\r\n")
    #expect(try await written(channel) == nil)
    await channel.testingEventLoop.advanceTime(to: start + .milliseconds(60))
    #expect(try await written(channel) == "354 three\r\n")
  }

  @Test("leave in one write when nothing delays them")
  func together() async throws {
    let channel = NIOAsyncTestingChannel()
    var outbox = ReplyOutbox(channel, delay: .zero)
    outbox.add(250, "one")
    outbox.add(354, "two")
    try await outbox.send(at: channel.testingEventLoop.now)
    try await outbox.settle()
    #expect(try await written(channel) == "250 one\r\n354 two\r\n")
    #expect(try await written(channel) == nil)
  }

  @Test("keep their order when they were asked for at the same time")
  func order() async throws {
    let channel = NIOAsyncTestingChannel()
    var outbox = ReplyOutbox(channel, delay: .milliseconds(50))
    let start = channel.testingEventLoop.now
    for number in 1...20 {
      outbox.add(250, "\(number)")
      try await outbox.send(at: start)
    }
    await channel.testingEventLoop.advanceTime(to: start + .milliseconds(51))
    for number in 1...20 { #expect(try await written(channel) == "250 \(number)\r\n") }
  }

  private func written(_ channel: NIOAsyncTestingChannel) async throws -> String? {
    try await channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
  }
}
