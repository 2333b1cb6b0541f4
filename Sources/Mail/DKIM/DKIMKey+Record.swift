extension DKIMKey {
  /// Where receivers look for the public key (RFC 6376 section 3.6.2.1), without a final dot.
  public var dnsName: String { "\(selector)._domainkey.\(domain)" }

  /// The TXT record that stands there (RFC 6376 section 3.6.1), as one text.
  public var dnsRecord: String {
    let kind =
      switch algorithm {
      case .rsa: "rsa"
      case .ed25519: "ed25519"
      }
    return "v=DKIM1; k=\(kind); p="
      + String(decoding: Base64.encoded(publicKey[...]), as: UTF8.self)
  }

  /// The record in strings of at most 255 octets, the most that one string of a TXT record holds;
  /// receivers read them as one text.
  public var dnsStrings: [String] {
    var rest = dnsRecord[...]
    var strings: [String] = []
    while !rest.isEmpty {
      strings.append(String(rest.prefix(255)))
      rest = rest.dropFirst(255)
    }
    return strings
  }

  /// The record as a line of a zone file.
  public var zoneLine: String {
    "\(dnsName). IN TXT " + dnsStrings.map { "\"\($0)\"" }.joined(separator: " ")
  }
}
