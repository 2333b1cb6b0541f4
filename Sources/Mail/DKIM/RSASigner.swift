import COpenSSL

/// An RSA private key that signs by OpenSSL's libcrypto, whose signatures take less than half the
/// time of swift-crypto's: most of what an RSA signature of a message costs.
///
/// Any number of threads may sign at once.
// Unchecked: the pointers stay the same for life. libcrypto guards the little that signing changes
// in a key, and what it changes in a context, it changes in the copy that each signature has.
final class RSASigner: @unchecked Sendable {
  private let key: OpaquePointer
  /// What each signature copies its own from: to make one anew costs more.
  private let prepared: OpaquePointer

  /// Reads an RSAPrivateKey of PKCS#1 in DER; nil when it is none, or when what it signs does not
  /// verify: then its numbers do not belong together.
  init?(pkcs1 octets: [UInt8]) {
    // libcurl takes what is left of a thread's errors for its own.
    defer { ERR_clear_error() }
    guard let key = Self.key(octets) else { return nil }
    guard let prepared = Self.context(of: key, EVP_PKEY_sign_init) else {
      EVP_PKEY_free(key)
      return nil
    }
    self.key = key
    self.prepared = prepared
    guard signsWell() else { return nil }
  }

  deinit {
    EVP_PKEY_CTX_free(prepared)
    EVP_PKEY_free(key)
  }

  /// The signature of a SHA-256 hash with the padding of PKCS#1 v1.5 (RFC 8017 section 8.2), which
  /// is the one of RFC 6376 section 3.3.1.
  ///
  /// - Throws: what libcrypto says when it cannot sign.
  func signature(of hash: UnsafeRawBufferPointer) throws(DKIMKeyError) -> [UInt8] {
    let context = EVP_PKEY_CTX_dup(prepared)
    defer { EVP_PKEY_CTX_free(context) }
    var isMade = false
    let signature = [UInt8](unsafeUninitializedCapacity: Int(EVP_PKEY_get_size(key))) {
      var size = $0.count
      isMade = EVP_PKEY_sign(context, $0.baseAddress, &size, hash.octets, hash.count) == 1
      $1 = isMade ? size : 0
    }
    guard isMade else { throw DKIMKeyError(.cannotSign(Self.takeErrorText())) }
    return signature
  }

  /// The public half as a SubjectPublicKeyInfo (RFC 5280 section 4.1).
  var publicKey: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(0, Int(i2d_PUBKEY(key, nil)))) {
      var next = $0.baseAddress
      $1 = $0.isEmpty ? 0 : max(0, Int(i2d_PUBKEY(key, &next)))
    }
  }
}

extension RSASigner {
  private static func key(_ octets: [UInt8]) -> OpaquePointer? {
    octets.withUnsafeBufferPointer { octets in
      var next = octets.baseAddress
      guard let key = d2i_PrivateKey(EVP_PKEY_RSA, nil, &next, octets.count) else { return nil }
      // Nothing may come behind it.
      guard let next, next == octets.baseAddress.map({ $0 + octets.count }) else {
        EVP_PKEY_free(key)
        return nil
      }
      return key
    }
  }

  private static func context(
    of key: OpaquePointer, _ begin: (OpaquePointer?) -> CInt
  ) -> OpaquePointer? {
    let context = EVP_PKEY_CTX_new(key, nil)
    guard begin(context) == 1, EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
      EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
    else {
      EVP_PKEY_CTX_free(context)
      return nil
    }
    return context
  }

  /// Whether the public half confirms what the private one signs.
  private func signsWell() -> Bool {
    let hash = [UInt8](repeating: 0x5A, count: 32)
    guard let context = Self.context(of: key, EVP_PKEY_verify_init) else { return false }
    defer { EVP_PKEY_CTX_free(context) }
    // Why it cannot sign matters to nobody: the key is of no use.
    guard let signature = try? hash.withUnsafeBytes({ try self.signature(of: $0) }) else {
      return false
    }
    return EVP_PKEY_verify(context, signature, signature.count, hash, hash.count) == 1
  }

  /// What went wrong last on this thread; nothing of it is left behind.
  private static func takeErrorText() -> String {
    defer { ERR_clear_error() }
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(ERR_peek_last_error(), &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var octets: UnsafePointer<UInt8>? {
    bindMemory(to: UInt8.self).baseAddress
  }
}
