import Newsletter

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// What one key adds to tokens: its id, the seal, and the tags of addresses.
struct TokenKey: Sendable {
  let id: [UInt8]
  // Each has read its purpose, which comes first, so that nothing else made with the same key can
  // be one; a copy goes on from there.
  private let sealing: HMAC<SHA256>
  private let tagging: HMAC<SHA256>

  static let sealLength = 16

  init(_ key: SigningKey) {
    let begun = { (purpose: String) in
      var code = HMAC<SHA256>(key: SymmetricKey(data: key.secret))
      code.update(data: Array("\(purpose)\n".utf8))
      return code
    }
    id = Array(key.id.utf8)
    sealing = begun("link-token")
    tagging = begun("address-tag")
  }

  /// The first half of the HMAC-SHA256.
  func seal(of payload: some Collection<UInt8>) -> [UInt8] {
    var code = sealing
    code.update(data: Array(payload))
    return Array(code.finalize().prefix(Self.sealLength))
  }

  /// What an ``AddressTag`` holds of an address.
  func tag(of canonical: String) -> [UInt8] {
    var code = tagging
    code.update(data: Array(canonical.utf8))
    return Array(code.finalize().prefix(AddressTag.length))
  }
}
