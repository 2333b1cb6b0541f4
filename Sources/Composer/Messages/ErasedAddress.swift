import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

extension MessageKeys {
  /// The names that stand for an erased address, one for each key, the current one's first:
  /// `erased:KEYID:` and an HMAC-SHA256 in hexadecimal.
  ///
  /// Whoever has the keys can ask whether an address was erased, and nobody can read it back.
  public func erasedNames(of canonical: String) -> [String] {
    ([current] + earlier).map { key in
      var code = HMAC<SHA256>(key: SymmetricKey(data: key.secret))
      code.update(data: Array("erased-address\n\(canonical)".utf8))
      return "erased:\(key.id):\(Hexadecimal.text(code.finalize()))"
    }
  }
}
