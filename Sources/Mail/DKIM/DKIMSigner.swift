public import Foundation

/// Signs the messages of one sender's domain (RFC 6376), relaxed in headers and body.
///
///     let signer = DKIMSigner(keys: keys, from: "news.example.org", at: edition.frozenAt)
///     let shared = sharedFields.map(DKIMHeader.init)
///     let signature = try signer.fields(for: shared + [DKIMHeader(to)], body: hash)
///
/// Safe to use from several threads at once. The same message has the same signature, however often
/// it is made.
public struct DKIMSigner: Sendable {
  private let signatures: [Signature]
  private let recent = RecentForms()

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
        beginning.append(Array("\(tag);".utf8))
      }
      beginning.append(Array("s=\(key.selector);".utf8))
      beginning.append(Array("t=\(seconds);".utf8))
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
    let forms = recent.forms(of: headers) {
      signatures.map { SignatureForm(headers, omit: $0.omit, beginning: $0.beginning) }
    }
    let bodyTag = Self.bodyTag + Base64.encoded(body.finished()[...]) + [UInt8(ascii: ";")]
    var fields: [UInt8] = []
    for (signature, form) in zip(signatures, forms) {
      fields += try Self.field(signature.key, form, headers, bodyTag: bodyTag)
    }
    return fields
  }

  private static let bodyTag = Array("bh=".utf8)
  private static let signatureTag = Array("b=".utf8)

  private static func field(
    _ key: DKIMKey, _ form: SignatureForm, _ headers: [DKIMHeader], bodyTag: [UInt8]
  ) throws -> [UInt8] {
    var field = form.beginning
    field.append(bodyTag)
    field.append(signatureTag)
    // One long call of the hash costs less than many short ones.
    var octets: [UInt8] = []
    octets.reserveCapacity(
      form.order.reduce(field.relaxed.count) { $0 + headers[$1].canonical.count })
    for place in form.order { octets += headers[place].canonical }
    octets += field.relaxed
    return field.signed(try key.signature(ofOctets: octets))
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
