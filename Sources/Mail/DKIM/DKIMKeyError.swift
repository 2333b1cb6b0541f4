public import Diagnostics

/// Why something is no key that mail can be signed with. It never quotes the key.
public struct DKIMKeyError: HintedError, Equatable {
  /// What the key is called: where it comes from, if that is known.
  public let name: String
  public let reason: Reason

  public enum Reason: Error, Hashable {
    case noKey
    case damaged
    case encrypted
    case publicKey
    case certificate
    /// What it is: `an elliptic curve key`.
    case otherKind(String)
    case tooShort(bits: Int)
    case tooLong(bits: Int)
    case badDomain(String)
    case badSelector(String)
    /// A key that is well and cannot sign all the same; what libcrypto says.
    case cannotSign(String)
  }

  init(_ reason: Reason, name: String = "the DKIM key") {
    self.name = name
    self.reason = reason
  }

  /// The same error about a key that has this name, such as its file's.
  public func named(_ name: String) -> DKIMKeyError { DKIMKeyError(reason, name: name) }

  public var message: String { "\(name) \(words)" }
  public var exitCode: ExitCode { .badConfiguration }

  private var words: String {
    switch reason {
    case .noKey: "holds no private key in PEM"
    case .damaged: "is not whole: its private key cannot be read"
    case .encrypted: "is encrypted, and nobody is there to type its password"
    case .publicKey: "is the public half of a key; the private half signs"
    case .certificate: "is a certificate; signing needs its private key"
    case .otherKind(let kind): "is \(kind); mail is signed with RSA or Ed25519"
    case .tooShort(let bits): "has \(bits) bits; receivers ignore RSA keys below 1024"
    case .tooLong(let bits): "has \(bits) bits; receivers ignore RSA keys above 4096"
    case .badDomain(let domain): "has '\(domain)' for its domain, which is none"
    case .badSelector(let selector): "has '\(selector)' for its selector, which is none"
    case .cannotSign(let why): "cannot sign: \(why)"
    }
  }

  public var hint: String? {
    switch reason {
    case .encrypted:
      "write it without one: openssl pkey -in OLD.pem -out dkim.pem && chmod 600 dkim.pem"
    case .badDomain: "write the sender's domain or one above it, as in example.org"
    case .badSelector: "name the key with letters, digits and hyphens, as in press2026"
    case .cannotSign: "see whether the machine has memory left, then try again"
    case .tooShort, .tooLong:
      "make one with 'openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out dkim.pem'"
    case .noKey, .damaged, .publicKey, .certificate, .otherKind:
      "make one with 'openssl genpkey -algorithm ed25519 -out dkim.pem', or use the private file"
    }
  }
}
