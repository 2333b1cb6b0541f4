import Crypto
import Foundation

/// A private key that mail of a domain is signed with (RFC 6376, RFC 8463).
///
///     let key = try DKIMKey(pem: text, domain: "example.org", selector: "press2026")
///     key.dnsName    // "press2026._domainkey.example.org"
///     key.dnsRecord  // "v=DKIM1; k=ed25519; p=11qYAY…"
///
/// The key is parsed once; signing with it is safe from several threads at once.
public struct DKIMKey: Sendable {
  /// What the signature is made with.
  public enum Algorithm: String, Sendable {
    case rsa = "rsa-sha256"
    case ed25519 = "ed25519-sha256"
  }

  /// In lower case and A-labels.
  public let domain: String
  /// Which of the domain's keys it is.
  public let selector: String
  /// Names of header fields that are left unsigned, in lower case. From is signed in any case.
  public let omit: [String]
  /// The size of an RSA key; nil for Ed25519.
  public let rsaBits: Int?
  private let material: Material

  private enum Material: Sendable {
    case rsa(RSASigner)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  /// Reads a key of RSA (PKCS#8 or PKCS#1) or Ed25519 (PKCS#8).
  ///
  /// - Parameters:
  ///   - pem: the text of the file, without a password.
  ///   - domain: the sender's domain or one above it.
  ///   - selector: letters, digits, hyphens and underscores, in labels parted by dots.
  ///   - omit: names of header fields that are left unsigned, because the relay rewrites them.
  public init(
    pem: String, domain: String, selector: String, omit: [String] = []
  ) throws(DKIMKeyError) {
    do {
      self.domain = try Self.checked(domain: domain)
      self.selector = try Self.checked(selector: selector)
      (material, rsaBits) = try Self.material(of: PrivateKeyFile(pem))
    } catch {
      throw DKIMKeyError(error)
    }
    self.omit = omit.map { $0.lowercased() }
  }

  public var algorithm: Algorithm {
    switch material {
    case .rsa: .rsa
    case .ed25519: .ed25519
    }
  }

  /// The signature of a hash: PKCS#1 v1.5 for RSA, RFC 8463 section 3 for Ed25519.
  func signature(of hash: SHA256Digest) throws -> [UInt8] {
    switch material {
    case .rsa(let key): try hash.withUnsafeBytes { try key.signature(of: $0) }
    case .ed25519(let key): [UInt8](try key.signature(for: Array(hash)))
    }
  }

  /// The signature of octets that are hashed first.
  func signature(ofOctets octets: [UInt8]) throws -> [UInt8] {
    try signature(of: SHA256.hash(data: octets))
  }

  /// What a receiver checks signatures with: SubjectPublicKeyInfo for RSA, the bare 32 octets for
  /// Ed25519 (RFC 8463 section 4).
  var publicKey: [UInt8] {
    switch material {
    case .rsa(let key): key.publicKey
    case .ed25519(let key): [UInt8](key.publicKey.rawRepresentation)
    }
  }

  private static func material(
    of file: PrivateKeyFile
  ) throws(DKIMKeyError.Reason) -> (Material, Int?) {
    switch file.content {
    case .ed25519(let seed):
      guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
        throw .damaged  // The library says no more than that.
      }
      return (.ed25519(key), nil)
    case .rsa(let octets):
      let bits = try rsaBits(octets)
      guard let key = RSASigner(pkcs1: octets) else { throw .damaged }
      return (.rsa(key), bits)
    }
  }

  private static func rsaBits(_ octets: [UInt8]) throws(DKIMKeyError.Reason) -> Int {
    guard let modulus = PrivateKeyFile.modulus(ofPKCS1: octets), let first = modulus.first else {
      throw .damaged
    }
    let bits = modulus.count * 8 - first.leadingZeroBitCount
    // RFC 8301 section 3.2: below 1024 nobody may accept it, above 4096 nobody has to.
    if bits < 1024 { throw .tooShort(bits: bits) }
    if bits > 4096 { throw .tooLong(bits: bits) }
    return bits
  }

  private static func checked(domain: String) throws(DKIMKeyError.Reason) -> String {
    guard let ascii = try? DomainName.ascii(domain), ascii.contains("."), ascii.utf8.count <= 253
    else { throw .badDomain(domain) }  // The reason is about an address and would not fit.
    return ascii.lowercased()
  }

  private static func checked(selector: String) throws(DKIMKeyError.Reason) -> String {
    let labels = selector.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
        && label.last != UInt8(ascii: "-") && label.allSatisfy { isSelectorOctet($0) }
    }
    guard isName, selector.utf8.count <= 180 else { throw .badSelector(selector) }
    return selector
  }

  private static func isSelectorOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension DKIMKey: CustomStringConvertible, CustomReflectable {
  /// The private key is printed nowhere.
  public var description: String { "DKIMKey(\(dnsName), \(algorithm.rawValue))" }
  public var customMirror: Mirror {
    Mirror(self, children: ["domain": domain, "selector": selector, "omit": omit])
  }
}
