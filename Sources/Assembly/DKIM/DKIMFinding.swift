import Diagnostics

/// Something about signing that the one who set it up should know.
struct DKIMFinding: HintedError, Equatable {
  enum Reason: Equatable {
    case shortRSA(bits: Int)
    case omitsFrom
    case omitsUnsubscribe(String)
    case omitsUnsigned(String, nearest: String?)
    case repeatedName
    case unused(senders: [String])
    case unsigned(affiliates: [String])
    case onlyEd25519
  }

  /// The DNS name of the key, or the sender's domain.
  let key: String
  let reason: Reason

  init(key: String, _ reason: Reason) {
    self.key = key
    self.reason = reason
  }

  var entry: CheckEntry { CheckEntry(reason == .onlyEd25519 ? .advice : .warning, self) }

  var message: String {
    switch reason {
    case .shortRSA(let bits): "the DKIM key \(key) has \(bits) bits"
    case .omitsFrom: "the DKIM key \(key) omits From, which is signed all the same"
    case .omitsUnsubscribe(let name):
      "the DKIM key \(key) omits \(name), and unsubscribing in one click needs it signed"
    case .omitsUnsigned(let name, _):
      "the DKIM key \(key) omits '\(name)', which is not signed in any case"
    case .repeatedName: "two DKIM keys are called \(key)"
    case .unused: "the DKIM key \(key) signs nothing: no sender is at its domain or below"
    case .unsigned(let affiliates):
      "mail of \(affiliates.joined(separator: ", ")) is not signed: no DKIM key is for \(key)"
    case .onlyEd25519:
      "only an Ed25519 key signs mail from \(key), and many receivers know just RSA"
    }
  }

  var hint: String? {
    switch reason {
    case .shortRSA, .onlyEd25519:
      "make one with 'openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out dkim.pem'"
    case .omitsFrom, .omitsUnsubscribe: "take it out of \"omit\""
    case .omitsUnsigned(_, let nearest): nearest.map { "did you mean '\($0)'?" }
    case .repeatedName: "give each key a selector of its own: one record holds one key"
    case .unused(let senders):
      "DMARC wants the domain of the From address or one above it: \(senders.joined(separator: ", "))"
    case .unsigned: "add a key whose \"domain\" is \(key) or one above it, as DMARC wants"
    }
  }
}
