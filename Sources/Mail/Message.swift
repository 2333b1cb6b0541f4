/// A whole message as RFC 5322 has it: header fields in order, and a body.
///
/// Who it is delivered to is the ``Envelope``'s business.
public struct Message: Hashable, Sendable {
  /// The fields before MIME-Version and the body's own, in the order in which they are written.
  public var headers: [HeaderField]
  public var body: MIMEPart

  public init(headers: [HeaderField], body: MIMEPart) {
    self.headers = headers
    self.body = body
  }

  /// The message as it travels: ASCII lines of at most 998 octets, each ending in CRLF.
  public func encoded() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(body.body.count + 2048)
    for header in headers { output += header.encoded() }
    output += HeaderField("MIME-Version", structured: "1.0").encoded()
    for header in body.headers { output += header.encoded() }
    output += [0x0D, 0x0A]
    output += body.body
    if !body.body.isEmpty, output.last != 0x0A { output += [0x0D, 0x0A] }
    return output
  }
}
