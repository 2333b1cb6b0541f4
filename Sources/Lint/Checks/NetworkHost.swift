/// Hosts by their names and numbers.
enum NetworkHost {
  /// Whether a host is found only from where the edition is made: this machine, this network.
  static func isNear(_ host: String) -> Bool {
    if ["localhost", "local", "internal", "lan", "home.arpa"].contains(where: {
      host == $0 || host.hasSuffix("." + $0)
    }) {
      return true
    }
    if host.hasPrefix("[") { return isNearNumber(host.dropFirst()) }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4, let first = parts[0], let second = parts[1] else { return false }
    // RFC 1918, 3927, 6598 and 1122
    switch (first, second) {
    case (10, _), (127, _), (0, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127):
      return true
    default: return false
    }
  }

  /// IPv6: the loopback, unique local addresses (RFC 4193), link-local ones.
  private static func isNearNumber(_ number: Substring) -> Bool {
    ["::1]", "::]", "fc", "fd", "fe8", "fe9", "fea", "feb"].contains(where: number.hasPrefix)
  }

  // MARK: Sites

  /// Names below a country's under which anybody may have one.
  private static let shared: Set<Substring> = [
    "co", "com", "org", "net", "gov", "gob", "gouv", "edu", "ac", "or", "ne", "go", "nom", "asso",
    "ltd", "plc", "me", "sch", "id", "info", "mil", "govt", "nhs", "police", "web", "biz",
  ]

  /// Whether two hosts belong to one site: `www.bank.co.uk` and `bank.co.uk`.
  static func isSameSite(_ a: String, _ b: String) -> Bool { a == b || site(a) == site(b) }

  private static func site(_ host: String) -> [Substring] {
    let labels = host.split(separator: ".")
    let isCountrys =
      labels.count > 2 && labels.last?.count == 2 && shared.contains(labels[labels.count - 2])
    return Array(labels.suffix(isCountrys ? 3 : 2))
  }

  private static let endings: Set<Substring> = [
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "coop", "union", "news", "app",
    "dev", "site", "online", "page", "blog", "shop", "xyz", "example", "work", "team", "vote",
  ]
  /// Two letters that end the names of files and things.
  private static let noCountries: Set<Substring> = ["js", "md", "py", "ts", "ps", "gz", "rb", "vs"]

  /// Whether a word reads as a host's name: `harborworkers.org`.
  static func isName(_ word: Substring) -> Bool {
    let labels = word.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last,
      labels.allSatisfy({ label in
        !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      })
    else { return false }
    let isCountry =
      last.count == 2 && last.allSatisfy(\.isLetter) && !noCountries.contains(last)
      && labels[0].count > 2
    return endings.contains(last) || isCountry
  }
}
