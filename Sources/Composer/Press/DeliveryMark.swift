import Foundation
import Mail
import Newsletter

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// What makes the messages of one edition its own: derived from a secret, so that the same
/// delivery has it again and nobody else can guess it.
struct DeliveryMark: Sendable {
  /// Begins no line of a text: quoted-printable and base64 have no `=_` at a line's start.
  let boundary: String
  /// What marks the places to fill in while an edition is rendered; it is in no message.
  let mergeSecret: String

  /// Has read the purpose and the edition; a copy goes on from there.
  private let messageID: HMAC<SHA256>
  private let domain: String

  /// - Parameter isTrial: the Message-IDs are those of a test, another one each second.
  init(_ edition: Edition, key: SigningKey, isTrial: Bool = false) {
    domain = edition.masthead.sender.address.domain
    // The purpose comes first, so that no token made with the same key can be a Message-ID.
    let started = { (purpose: String) in
      var code = HMAC<SHA256>(key: SymmetricKey(data: key.secret))
      code.update(data: Array("\(purpose)\n\(edition.id)".utf8))
      return code
    }
    boundary = "=_" + Hexadecimal.text(started("boundary").finalize().prefix(16))
    mergeSecret = Hexadecimal.text(started("merge-field").finalize().prefix(16))
    let moment = Int64(edition.frozenAt.timeIntervalSince1970)
    messageID = started(isTrial ? "trial-message-id \(moment)" : "message-id")
  }

  /// The Message-ID of the delivery to this address: half of an HMAC-SHA256, in hexadecimal.
  func messageID(for address: EmailAddress) -> MessageID {
    var code = messageID
    var canonical = "\n" + address.canonical
    canonical.withUTF8 { code.update(data: $0) }
    return MessageID(unique: Hexadecimal.text(code.finalize().prefix(16)), domain: domain)
  }
}
