import Composer
import CryptoExtras
import Foundation
import Mail
import Newsletter

/// How messages are signed.
enum Signing: String, CaseIterable {
  case none = "unsigned"
  case ed25519 = "ed25519"
  case rsa = "RSA-2048"

  /// Keys that sign for nobody.
  var keys: [DKIMKey] {
    get throws {
      switch self {
      case .none: []
      case .ed25519: [try key(Self.ed25519PEM)]
      case .rsa: [try key(try _RSA.Signing.PrivateKey(keySize: .bits2048).pemRepresentation)]
      }
    }
  }

  private func key(_ pem: String) throws -> DKIMKey {
    try DKIMKey(pem: pem, domain: "example.org", selector: "press")
  }

  /// RFC 8410 section 7: what stands before the 32 octets of the key is the same for all.
  private static let ed25519PEM: String = {
    let beginning: [UInt8] = [
      0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04,
      0x20,
    ]
    let octets = Data(beginning + Array(1...32)).base64EncodedString()
    return "-----BEGIN PRIVATE KEY-----\n\(octets)\n-----END PRIVATE KEY-----\n"
  }()
}

/// An edition of eight stories whose every message names its reader.
struct Mill {
  private let press: EditionPress
  private let stories: [StoryID]

  init(_ signing: Signing) throws {
    let edition = try Sample.edition(stories: (1...8).map(Sample.story))
    guard let key = SigningKey(id: "k1", secret: Array(0..<32)) else {
      throw CocoaError(.keyValueValidation)
    }
    press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: MessageKeys(current: key),
      dkim: try signing.keys)
    stories = edition.stories.map(\.id)
    // Rendered once for all; what is measured is each reader's share.
    _ = try print(to: 0)
  }

  func print(to number: Int) throws -> PrintedMessage {
    try press.message(
      to: Recipient(
        address: try EmailAddress("reader\(number)@example.org"), name: "Reader \(number)"),
      subscriber: Int64(number), variant: 0, stories: stories)
  }
}
