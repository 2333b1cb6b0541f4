import Mail
import Newsletter

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// What makes one delivery's message its own: derived, so that the same delivery has it again.
struct DeliveryMark {
  /// Half of an HMAC-SHA256, in hexadecimal: the left side of the Message-ID.
  let unique: String
  /// Begins no line of a text: quoted-printable and base64 have no `=_` at a line's start.
  let boundary: String

  init(_ edition: EditionID, _ address: EmailAddress, key: SigningKey) {
    // The purpose comes first, so that no token made with the same key can be a Message-ID.
    let subject = "message-id\n\(edition)\n\(address.canonical)"
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(subject.utf8), using: SymmetricKey(data: key.secret))
    let bytes = Array(code)
    unique = Hexadecimal.text(bytes.prefix(16))
    boundary = "=_" + Hexadecimal.text(bytes.suffix(16))
  }
}
