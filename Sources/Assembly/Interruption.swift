import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends work in good order when the process is asked to stop.
enum Interruption {
  /// Runs `work` so that SIGINT and SIGTERM ask it to stop: what was handed over is finished,
  /// nothing more is.
  @discardableResult
  static func stopping<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        await Signals.stop()
        return nil
      }
      // Whichever ends first: the work, whose value is kept, or the signal, which cancels the work
      // and lets it end in good order.
      var value: Value?
      while value == nil, let ended = try await group.next() {
        value = ended
        group.cancelAll()
      }
      guard let value else { throw CancellationError() }
      return value
    }
  }
}

/// Waits for the signals that ask a process to stop.
private enum Signals {
  /// Returns at the first SIGINT or SIGTERM, or when the task is cancelled.
  static func stop() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in stream { break }
    for source in sources { source.cancel() }
    // A second one ends the process at once: a silent server may be waited for for minutes, and
    // what was handed over is uncertain then, as after any crash.
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
