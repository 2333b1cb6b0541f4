/// The final answer of a web server, after redirects.
public struct HTTPResponse: Sendable {
  public var status: Int
  /// The header fields of the final answer, in order, as sent.
  public var fields: [(name: String, value: String)]
  /// Decompressed.
  public var body: [UInt8]
  /// Where redirects led.
  public var address: String

  /// The last field of a name, in whatever case.
  public func field(_ name: String) -> String? {
    fields.last { $0.name.lowercased() == name.lowercased() }?.value
  }
}
