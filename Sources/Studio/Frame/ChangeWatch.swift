import ServiceLifecycle

/// Tells open pages that there is something else to see.
///
/// A page asks for what comes after the mark that it knows; the answer waits until there is another
/// one, or until it is time to ask again.
struct ChangeWatch: Sendable {
  /// How long an answer waits; less than a connection may stay silent.
  static let patience = Duration.seconds(10)
  static let pause = Duration.milliseconds(250)

  let mark: @Sendable () async -> String

  /// The mark that differs from the one given; the same one where nothing changed for a while.
  func next(after known: String) async -> String {
    let clock = ContinuousClock()
    let end = clock.now + Self.patience
    var mark = await mark()
    // A page that waits must not keep the server from ending.
    while mark == known, clock.now < end, !Task.isShuttingDownGracefully {
      do {
        try await clock.sleep(for: Self.pause)
      } catch {
        return mark
      }
      mark = await self.mark()
    }
    return mark
  }
}
