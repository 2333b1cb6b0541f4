public import Lint

/// What the lint looks at.
public struct LintConfiguration: Sendable, Equatable {
  /// The mail clients that count.
  public var clients: [MailClient]

  public init(clients: [MailClient] = MailClient.standard) {
    self.clients = clients
  }
}

extension ConfigurationDecoder {
  /// Families and single clients; one that is named twice counts once.
  mutating func lint(_ section: Section?) -> LintConfiguration {
    guard let section, let places = elements(section["clients"]) else {
      return LintConfiguration()
    }
    guard !places.isEmpty else {
      // With no client that counts nothing would ever be found.
      if let place = section["clients"] { note(.empty, place) }
      return LintConfiguration()
    }
    var clients: [MailClient] = []
    for place in places {
      guard let word = choice(place, of: MailClient.words) else { continue }
      clients += MailClient.named(word).filter { !clients.contains($0) }
    }
    return LintConfiguration(clients: clients)
  }
}
