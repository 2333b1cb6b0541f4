import Crypto
import Foundation

/// Tells one content of a list file from another: its size and SHA-256, and the edition of the
/// rules that it is read by.
struct ListFingerprint {
  /// Goes up when the same octets would give other people than before.
  private static let rules = 2

  private var hash = SHA256()
  private var size = 0

  mutating func take(_ piece: Data) {
    hash.update(data: piece)
    size += piece.count
  }

  /// `rules:octets:hash`.
  var text: String {
    let digits = hash.finalize().map { octet in
      String(octet, radix: 16).leftPadded
    }
    return "\(Self.rules):\(size):\(digits.joined())"
  }
}

extension String {
  fileprivate var leftPadded: String { utf8.count == 1 ? "0" + self : self }
}
