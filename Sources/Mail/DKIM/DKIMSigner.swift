public import Foundation

/// Signs the messages of one sender's domain (RFC 6376), relaxed in headers and body.
///
///     let signer = DKIMSigner(keys: keys, from: "news.example.org", at: edition.frozenAt)
///     let shared = sharedFields.map(DKIMHeader.init)
///     let signature = try signer.fields(for: shared + [DKIMHeader(to)], body: hash)
///
/// It is a value that never changes, safe to use from several threads at once. The same message
/// has the same signature, however often it is made.
public struct DKIMSigner: Sendable {
  private let signatures: [Signature]

  /// A key, and the part of its field that all messages have in common.
  private struct Signature: Sendable {
    let key: DKIMKey
    let omit: [[UInt8]]
    let beginning: SignatureField
  }

  /// Takes the keys whose domain is the From domain; where there are none, those of its longest
  /// parent that has some. Each of them signs.
  ///
  /// - Parameters:
  ///   - domain: of the From address, in A-labels.
  ///   - date: stands in the signatures as `t=`, in whole seconds.
  public init(keys: [DKIMKey], from domain: String, at date: Date) {
    let seconds = Int64(min(max(date.timeIntervalSince1970, 0), 253_402_300_799))
    signatures = Self.fitting(keys, domain).map { key in
      var beginning = SignatureField()
      for tag in ["v=1", "a=\(key.algorithm.rawValue)", "c=relaxed/relaxed", "d=\(key.domain)"] {
        beginning.append("\(tag);")
      }
      beginning.append("s=\(key.selector);")
      beginning.append("t=\(seconds);")
      return Signature(key: key, omit: key.omit.map { Array($0.utf8) }, beginning: beginning)
    }
  }

  /// Whether any key fits the domain.
  public var isSigning: Bool { !signatures.isEmpty }

  /// The keys that sign, in the order of their fields.
  public var keys: [DKIMKey] { signatures.map(\.key) }

  /// The DKIM-Signature fields, one for each key, folded, each with its CRLF, to stand first in the
  /// message; nothing when no key fits.
  ///
  /// - Parameter headers: each one whole encoded field as it stands in the message, in order.
  /// - Throws: what the cryptographic library says when it cannot sign.
  public func fields(for headers: [[UInt8]], body: DKIMBodyHash) throws -> [UInt8] {
    try fields(for: headers.map(DKIMHeader.init), body: body)
  }

  /// The same for fields that are prepared.
  public func fields(for headers: [DKIMHeader], body: DKIMBodyHash) throws -> [UInt8] {
    guard isSigning else { return [] }
    let bodyTag =
      "bh=" + String(decoding: Base64.encoded(body.finished()[...]), as: UTF8.self) + ";"
    var fields: [UInt8] = []
    for signature in signatures {
      fields += try Self.field(signature, headers, bodyTag: bodyTag)
    }
    return fields
  }

  private static func field(
    _ signature: Signature, _ headers: [DKIMHeader], bodyTag: String
  ) throws -> [UInt8] {
    let signed = inSignedOrder(
      headers.filter { header in
        header.isSigned
          && (header.isFrom || !signature.omit.contains { header.hasName($0[...]) })
      })
    var field = signature.beginning
    // One From more than there is: nobody can add a second one that readers would be shown.
    field.append(names: signed.map(\.name) + [DKIMHeader.from[...]])
    field.append(bodyTag)
    field.append("b=")
    // One long call of the hash costs less than many short ones.
    let octets = signed.reduce(into: [UInt8]()) { $0 += $1.canonical } + field.relaxed
    return field.signed(try signature.key.signature(ofOctets: octets))
  }

  /// Of several fields of one name the last in the message is signed first (RFC 6376 section
  /// 5.4.2).
  static func inSignedOrder(_ headers: [DKIMHeader]) -> [DKIMHeader] {
    headers.indices.map { index in
      let name = headers[index].name
      let earlier = headers[..<index].count { $0.hasName(name) }
      let later = headers[(index + 1)...].count { $0.hasName(name) }
      if earlier == later { return headers[index] }
      let same = headers.filter { $0.hasName(name) }
      return same[same.count - 1 - earlier]
    }
  }

  private static func fitting(_ keys: [DKIMKey], _ domain: String) -> [DKIMKey] {
    var rest = domain.lowercased()[...]
    while !rest.isEmpty {
      let found = keys.filter { $0.domain == rest }
      if !found.isEmpty { return found }
      rest = rest.drop { $0 != "." }.dropFirst()
    }
    return []
  }
}
