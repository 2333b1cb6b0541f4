import Diagnostics
import Foundation
import Mail
import Newsletter

/// Which keys sign for which senders.
struct DKIMUse {
  struct Sender {
    let affiliate: AffiliateID
    let domain: String
  }

  let keys: [DKIMKey]
  let senders: [Sender]

  /// What is wrong with single keys.
  var keyFindings: [DKIMFinding] {
    keys.enumerated().flatMap { index, key -> [DKIMFinding] in
      var reasons: [DKIMFinding.Reason] = []
      if let bits = key.rsaBits, bits < 2048 { reasons.append(.shortRSA(bits: bits)) }
      reasons += key.omit.compactMap(Self.reason)
      if keys[..<index].contains(where: { $0.dnsName == key.dnsName }) {
        reasons.append(.repeatedName)
      }
      if !senders.contains(where: { signers($0.domain).contains(key.dnsName) }) {
        reasons.append(.unused(senders: Self.unique(senders.map(\.domain))))
      }
      return reasons.map { DKIMFinding(key: key.dnsName, $0) }
    }
  }

  /// What is missing for the domains that mail is sent from; nothing where nobody signs.
  var domainFindings: [DKIMFinding] {
    if keys.isEmpty { return [] }
    return Self.unique(senders.map(\.domain)).compactMap { domain in
      let signing = DKIMSigner(keys: keys, from: domain, at: .distantPast).keys
      if signing.isEmpty {
        let affiliates = senders.filter { $0.domain == domain }.map(\.affiliate.text)
        return DKIMFinding(key: domain, .unsigned(affiliates: affiliates))
      }
      let isRSA = signing.contains { $0.algorithm == .rsa }
      return isRSA ? nil : DKIMFinding(key: domain, .onlyEd25519)
    }
  }

  private func signers(_ domain: String) -> [String] {
    DKIMSigner(keys: keys, from: domain, at: .distantPast).keys.map(\.dnsName)
  }

  private static func reason(omitting name: String) -> DKIMFinding.Reason? {
    if name == "from" { return .omitsFrom }
    // RFC 8058, section 4: else receivers offer no button.
    if name.hasPrefix("list-unsubscribe"), DKIMHeader.signs(name) {
      return .omitsUnsubscribe(name)
    }
    if DKIMHeader.signs(name) { return nil }
    return .omitsUnsigned(
      name, nearest: Suggestion.nearest(to: name, among: DKIMHeader.signedNames))
  }

  private static func unique(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
