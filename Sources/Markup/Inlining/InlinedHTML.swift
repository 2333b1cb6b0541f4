/// A page whose styles stand in its elements.
public struct InlinedHTML: Sendable, Equatable {
  /// UTF-8.
  public let octets: [UInt8]
  /// What could not be used, in the page's order.
  public let notes: [InliningNote]

  public var text: String { String(decoding: octets, as: UTF8.self) }
}
