package import Mail
import Newsletter

extension Federation {
  /// The keys that mail is signed with, in the configuration's order, read once for a command.
  ///
  /// - Throws: ``DKIMKeyFileError`` about the first that cannot be used: mail that should be signed
  ///   does not go out unsigned.
  package func dkimKeys() throws -> [DKIMKey] {
    try configuration.dkim.map { try DKIMKeyFile($0).read() }
  }
}

extension Federation {
  /// The keys that can be read, with what is wrong with the others and with where they are used.
  func dkimCheck() -> (records: [DKIMRecordEntry], findings: [CheckEntry]) {
    var keys: [DKIMKey] = []
    var findings: [CheckEntry] = []
    for configured in configuration.dkim {
      do {
        keys.append(try DKIMKeyFile(configured).read())
      } catch {
        // The configuration's own findings name files that are missing or unreadable.
        if case .notAKey = error.reason { findings.append(CheckEntry(.mistake, error)) }
        if case .notText = error.reason { findings.append(CheckEntry(.mistake, error)) }
      }
    }
    let isWhole = keys.count == configuration.dkim.count
    let use = DKIMUse(keys: keys, senders: senders)
    findings += use.keyFindings.map(\.entry)
    // A key that cannot be read may be the one that is missed.
    if isWhole { findings += use.domainFindings.map(\.entry) }
    return (keys.map(DKIMRecordEntry.init), findings)
  }

  private var senders: [DKIMUse.Sender] {
    configuration.affiliates.map {
      DKIMUse.Sender(affiliate: $0.id, domain: $0.sender.address.domain.lowercased())
    }
  }
}
