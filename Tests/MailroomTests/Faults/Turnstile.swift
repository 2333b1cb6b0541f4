/// Lets some in at a time, so that hundreds of cases do not make each other late.
actor Turnstile {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ width: Int) { free = width }

  /// For cases that work all the time.
  static let busy = Turnstile(6)
  /// For cases that wait most of the time.
  static let patient = Turnstile(60)

  nonisolated func pass<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async rethrows -> Value {
    await enter()
    do {
      let value = try await body()
      await leave()
      return value
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    guard let next = waiting.first else {
      free += 1
      return
    }
    waiting.removeFirst()
    next.resume()
  }
}
