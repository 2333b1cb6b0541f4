/// The accounts of one edition: how many deliveries are in each state, and whether the log proves
/// it.
public struct EditionBalance: Sendable, Equatable {
  public let edition: EditionID
  /// The number of rows that were frozen.
  public let audience: Int
  public let counts: [DeliveryState: Int]
  /// What does not balance, a sentence each; empty when all does.
  public let faults: [String]
  /// Set while the edition is paused.
  public let pause: EditionPause?

  public init(
    edition: EditionID, audience: Int, counts: [DeliveryState: Int], faults: [String],
    pause: EditionPause? = nil
  ) {
    self.edition = edition
    self.audience = audience
    self.counts = counts
    self.faults = faults
    self.pause = pause
  }

  public var isBalanced: Bool { faults.isEmpty }
  public func count(_ state: DeliveryState) -> Int { counts[state] ?? 0 }
}
