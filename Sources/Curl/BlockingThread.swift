import Dispatch

/// A thread for C calls that block, so that they never hold one of the few threads that Swift's
/// tasks share (there is one per core).
///
/// Work runs in the order it was given, one piece at a time: a handle that is only ever touched
/// here is touched by one thread at a time.
public final class BlockingThread: Sendable {
  private let queue: DispatchQueue

  /// - Parameter name: what debuggers and `top -H` show.
  public init(name: String) {
    queue = DispatchQueue(label: "broadsheet.\(name)")
  }

  /// Runs `work` on this thread and waits for its value without holding the caller's thread.
  public func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
