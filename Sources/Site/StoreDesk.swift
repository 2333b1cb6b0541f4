import Dispatch
import Storage

/// The store as the site uses it: what may wait for the disk, or for another program's transaction,
/// waits on a thread of its own, and never on those that answer.
final class StoreDesk: Sendable {
  private let store: Store
  private let reading = DispatchQueue(label: "org.broadsheet.site.reading")
  private let writing = DispatchQueue(label: "org.broadsheet.site.writing")

  init(_ store: Store) {
    self.store = store
  }

  /// Looks something up.
  func read<Value: Sendable>(
    _ work: @escaping @Sendable (Store) throws -> Value
  ) async throws -> Value {
    try await run(on: reading, work)
  }

  /// Changes something: one short transaction after the other.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (Store) throws -> Value
  ) async throws -> Value {
    try await run(on: writing, work)
  }

  private func run<Value: Sendable>(
    on queue: DispatchQueue, _ work: @escaping @Sendable (Store) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [store] in
        continuation.resume(with: Result { try work(store) })
      }
    }
  }
}
