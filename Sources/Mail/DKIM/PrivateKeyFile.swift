import Foundation

/// The text of a private key's PEM file (RFC 7468), taken apart.
struct PrivateKeyFile {
  enum Content {
    /// A PKCS#1 RSAPrivateKey in DER.
    case rsa([UInt8])
    /// The 32 octets of an Ed25519 seed.
    case ed25519([UInt8])
  }

  let content: Content

  /// - Throws: what is wrong with the text, which is never quoted.
  init(_ pem: String) throws(DKIMKeyError.Reason) {
    let block = try Self.block(in: pem)
    switch block.label {
    case "RSA PRIVATE KEY": content = .rsa(block.octets)
    case "PRIVATE KEY": content = try Self.content(ofPKCS8: block.octets)
    case let label where label.hasPrefix("ENCRYPTED"): throw .encrypted
    case let label where label.hasSuffix("PUBLIC KEY"): throw .publicKey
    case "EC PRIVATE KEY": throw .otherKind("an elliptic curve key")
    case "DSA PRIVATE KEY": throw .otherKind("a DSA key")
    case "OPENSSH PRIVATE KEY": throw .otherKind("an OpenSSH key")
    case "CERTIFICATE", "CERTIFICATE REQUEST": throw .certificate
    default: throw .noKey
    }
  }

  /// The octets of the modulus of a PKCS#1 key, without leading zeros.
  static func modulus(ofPKCS1 key: [UInt8]) -> ArraySlice<UInt8>? {
    var file = DERReader(key[...])
    guard var fields = file.inside(.sequence), fields.next(.integer) != nil,
      let modulus = fields.next(.integer)
    else { return nil }
    return modulus.drop { $0 == 0 }
  }

  private static let rsaEncryption: [UInt8] = [
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01,
  ]
  private static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]

  /// RFC 5958; the seed of RFC 8410 is an OCTET STRING in the OCTET STRING.
  private static func content(
    ofPKCS8 octets: [UInt8]
  ) throws(DKIMKeyError.Reason) -> Content {
    var file = DERReader(octets[...])
    guard var fields = file.inside(.sequence), fields.next(.integer) != nil,
      var kind = fields.inside(.sequence), let identifier = kind.next(.objectIdentifier),
      let key = fields.next(.octetString)
    else { throw .damaged }
    switch Array(identifier) {
    case rsaEncryption: return .rsa(Array(key))
    case ed25519:
      var inner = DERReader(key)
      guard let seed = inner.next(.octetString), seed.count == 32 else { throw .damaged }
      return .ed25519(Array(seed))
    default: throw .otherKind("a key of another kind")
    }
  }

  /// The first private key; where there is none, the first block of any kind.
  private static func block(
    in pem: String
  ) throws(DKIMKeyError.Reason) -> (label: String, octets: [UInt8]) {
    let lines = pem.split(whereSeparator: \.isNewline).map { trimmed($0) }
    let labels = lines.compactMap(label)
    guard let label = labels.first(where: { $0.hasSuffix("PRIVATE KEY") }) ?? labels.first else {
      throw .noKey
    }
    let body = lines.drop { $0 != "-----BEGIN \(label)-----" }.dropFirst()
    guard let end = body.firstIndex(of: "-----END \(label)-----") else { throw .damaged }
    // The old form of a key with a password has fields above its base64 (RFC 1421).
    if body[..<end].contains(where: { $0.hasPrefix("Proc-Type:") && $0.hasSuffix("ENCRYPTED") }) {
      throw .encrypted
    }
    guard let data = Data(base64Encoded: body[..<end].joined()), !data.isEmpty else {
      throw .damaged
    }
    return (label, [UInt8](data))
  }

  private static func trimmed(_ line: Substring) -> String {
    line.trimmingCharacters(in: .whitespaces)
  }

  private static func label(_ line: String) -> String? {
    guard line.hasPrefix("-----BEGIN "), line.hasSuffix("-----"), line.utf8.count > 16 else {
      return nil
    }
    return String(line.dropFirst(11).dropLast(5))
  }
}
