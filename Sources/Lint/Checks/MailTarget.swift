import Foundation

/// Where a `mailto:` link writes to (RFC 6068).
struct MailTarget {
  /// As written, before the question mark, separated by commas.
  let addresses: [String]

  init(_ text: String) {
    let path = text.drop { $0 != ":" }.dropFirst().prefix { $0 != "?" }
    addresses = path.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0).removingPercentEncoding ?? String($0)
    }
  }

  /// The part behind the `@` of each, in lower case.
  var hosts: [String] {
    addresses.compactMap { address in
      address.lastIndex(of: "@").map { address[address.index(after: $0)...].lowercased() }
    }
  }

  /// Why nobody gets what is written; nil when somebody may.
  var flaw: String? {
    for address in addresses {
      guard let sign = address.lastIndex(of: "@") else { return "has no address to write to" }
      let local = address[..<sign]
      let host = address[address.index(after: sign)...]
      if local.isEmpty || host.isEmpty { return "has half an address to write to" }
      if address.contains(where: \.isWhitespace) { return "has a space in its address" }
      if host.hasPrefix(".") || host.hasSuffix(".") || host.contains("..") {
        return "has a host that cannot be"
      }
    }
    return nil
  }
}
