public import Foundation

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// Says when one of our own pages was shown, so that only what it asks for is taken from it.
///
/// It is signed with the federation's keys, holds no person, and is kept nowhere.
public struct FormStamp: Sendable {
  private let keys: MessageKeys

  public init(keys: MessageKeys) {
    self.keys = keys
  }

  /// A stamp for a page that is shown now: `k1.1763856000.` and 64 hexadecimal digits.
  ///
  /// - Parameter purpose: what the page is for; its stamp serves nothing else.
  public func text(for purpose: String, at now: Date) -> String {
    let seconds = Int64(now.timeIntervalSince1970.rounded(.down))
    let code = Hexadecimal.text(code(purpose, seconds, keys.current).finalize())
    return "\(keys.current.id).\(seconds).\(code)"
  }

  /// How long ago, in seconds, a stamp was made for this purpose; nil when it was not made by us,
  /// or for something else, or in the future.
  public func age(of stamp: String, for purpose: String, at now: Date) -> TimeInterval? {
    guard stamp.utf8.count <= 160 else { return nil }
    let parts = stamp.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let key = keys.key(String(parts[0])), let seconds = Int64(parts[1]),
      String(seconds) == parts[1], parts[2].utf8.count == 64
    else { return nil }
    let expected = Hexadecimal.text(code(purpose, seconds, key).finalize())
    guard Self.areEqual(expected, parts[2]) else { return nil }
    let age = now.timeIntervalSince1970 - Double(seconds)
    return age < -60 ? nil : max(0, age)
  }

  private func code(_ purpose: String, _ seconds: Int64, _ key: SigningKey) -> HMAC<SHA256> {
    var code = HMAC<SHA256>(key: SymmetricKey(data: key.secret))
    // Its own purpose comes first, so that nothing else signed with the key can be a stamp.
    code.update(data: Array("form-stamp\n\(seconds)\n\(purpose)".utf8))
    return code
  }

  /// In the same time wherever they differ.
  private static func areEqual(_ a: String, _ b: Substring) -> Bool {
    zip(a.utf8, b.utf8).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
  }
}
