import Foundation
import Mail

/// A key that signs the sample federation's messages, and a way to check them.
enum SigningSample {
  /// RFC 8463 appendix A.2.
  static func key() throws -> DKIMKey {
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """
    return try DKIMKey(pem: pem, domain: "federation.example", selector: "s1", omit: [])
  }

  /// Whether a message, signed at the sample clock, has the signature that its fields and its body
  /// call for: Ed25519 signs the same octets the same way.
  static func verifies(_ message: [UInt8]) throws -> Bool {
    let parts = String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n\r\n")
    var fields: [String] = []
    for line in parts[0].components(separatedBy: "\r\n") {
      if line.hasPrefix(" "), !fields.isEmpty {
        fields[fields.count - 1] += line + "\r\n"
      } else {
        fields.append(line + "\r\n")
      }
    }
    var hash = DKIMBodyHash()
    hash.update(Array(parts.dropFirst().joined(separator: "\r\n\r\n").utf8))
    let signer = DKIMSigner(keys: [try key()], from: "federation.example", at: Press.clock)
    let wanted = try signer.fields(for: fields.dropFirst().map { Array($0.utf8) }, body: hash)
    return Array(fields[0].utf8) == wanted
  }
}
