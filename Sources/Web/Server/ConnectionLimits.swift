public import NIOCore

/// What one connection may take, and how many there may be.
public struct ConnectionLimits: Sendable {
  /// From the first line of a request to its end; the same for a header that does not end.
  public var request = TimeAmount.seconds(15)
  /// From there until its answer is written: a transaction may wait while an edition is frozen.
  public var answer = TimeAmount.seconds(100)
  /// At a time, from one address; behind a proxy all come from there.
  public var connectionsOfOne = 48
  /// At a time.
  public var connections = 512

  public init() {}
}
