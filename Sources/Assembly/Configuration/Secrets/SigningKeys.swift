public import Foundation

/// The secrets behind tokens, Message-IDs and envelope senders: `broadsheet.keys`.
///
/// The first key signs; the others still verify what they signed.
public struct SigningKeys: Sendable, Equatable, CustomStringConvertible {
  public struct Key: Sendable, Equatable, CustomStringConvertible {
    /// Letters and digits, at most 16; stands in what the key signs.
    public let id: String
    /// 32 octets or more.
    public let secret: [UInt8]

    public init(id: String, secret: [UInt8]) {
      self.id = id
      self.secret = secret
    }

    /// Never the secret.
    public var description: String { "key \(id)" }
  }

  /// At least one.
  public let keys: [Key]

  public init(first: Key, others: [Key] = []) { keys = [first] + others }

  /// The key that signs.
  public var current: Key { keys[0] }

  /// The key of an id, if it is still known.
  public func key(_ id: String) -> Key? { keys.first { $0.id == id } }

  public var description: String { keys.map(\.description).joined(separator: ", ") }

  /// One new key from the system's random numbers.
  public static func made() -> SigningKeys {
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return SigningKeys(first: Key(id: "k1", secret: secret))
  }
}

extension SigningKeys {
  private struct Document: Codable {
    var keys: [Entry]
    struct Entry: Codable {
      var id: String
      var secret: String
    }
  }

  /// Reads a file of keys; one that others can read is refused.
  public static func read(_ file: URL) throws(KeysError) -> SigningKeys {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      let isMissing = !FileManager.default.fileExists(atPath: file.path)
      throw KeysError(file: file, isMissing ? .missing : .unreadable(SystemWords.why(error)))
    }
    if FileMode.isOpenToOthers(file.path) { throw KeysError(file: file, .readableByOthers) }
    guard let document = try? JSONDecoder().decode(Document.self, from: data) else {
      // What the decoder says could quote the file.
      throw KeysError(file: file, .notKeys)
    }
    var keys: [Key] = []
    for entry in document.keys { keys.append(try key(entry, file)) }
    guard let first = keys.first else { throw KeysError(file: file, .notKeys) }
    return SigningKeys(first: first, others: Array(keys.dropFirst()))
  }

  private static func key(_ entry: Document.Entry, _ file: URL) throws(KeysError) -> Key {
    let isID = entry.id.utf8.allSatisfy { $0.isAlphanumeric }
    guard isID, (1...16).contains(entry.id.utf8.count) else { throw KeysError(file: file, .badID) }
    guard let secret = Data(base64Encoded: entry.secret), secret.count >= 32 else {
      throw KeysError(file: file, .badSecret(id: entry.id))
    }
    return Key(id: entry.id, secret: [UInt8](secret))
  }

  /// Writes a new file that its owner alone may read; one that exists is never replaced.
  public func write(_ file: URL) throws(KeysError) {
    let entries = keys.map {
      Document.Entry(id: $0.id, secret: Data($0.secret).base64EncodedString())
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw KeysError(file: file, errno == EEXIST ? .exists : .notWritten(errno))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: try encoder.encode(Document(keys: entries)) + Data("\n".utf8))
      try handle.synchronize()
      try handle.close()
    } catch {
      throw KeysError(file: file, .notWritten((error as NSError).code == 0 ? EIO : errno))
    }
  }
}

extension UInt8 {
  fileprivate var isAlphanumeric: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self & 0xDF)
  }
}
