import Synchronization

/// How many connections each address has open.
final class ConnectionCount: Sendable {
  private let counts = Mutex<[ClientAddress: Int]>([:])

  /// False when it would be one too many; then it is not counted.
  func open(_ client: ClientAddress, most: Int) -> Bool {
    counts.withLock { counts in
      guard counts[client, default: 0] < most else { return false }
      counts[client, default: 0] += 1
      return true
    }
  }

  func close(_ client: ClientAddress) {
    counts.withLock { counts in
      let left = (counts[client] ?? 0) - 1
      counts[client] = left > 0 ? left : nil
    }
  }
}
