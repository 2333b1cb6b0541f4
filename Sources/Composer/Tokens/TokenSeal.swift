public import Mail
public import Newsletter

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// Seals the tokens of links, and opens those that are whole.
///
///     let seal = TokenSeal(keys: keys)
///     let token = seal.token(subscriber: 12, address: ana, affiliate: jpu)  // "k1.AQw…"
///     seal.open(token)  // .subscription(subscriber: 12, …)
///
/// A token is the key's id, a dot, and in base64url a payload with the first half of its
/// HMAC-SHA256: stateless, the same each time, good for as long as the key is known. It is made of
/// letters, digits, `-`, `_` and one `.`, which a URL and the local part of an address take as they
/// are. With a key id of nine characters or fewer one that names a person or a letter is no longer
/// than 58, so that `leave+TOKEN` fits a local part (RFC 5321 section 4.5.3.1.1).
public struct TokenSeal: Sendable {
  /// The current key's first.
  private let stamps: [Stamp]

  /// A key that has read the purpose; a copy goes on from there.
  private struct Stamp: Sendable {
    let id: [UInt8]
    private let code: HMAC<SHA256>

    init(_ key: SigningKey) {
      id = Array(key.id.utf8)
      var code = HMAC<SHA256>(key: SymmetricKey(data: key.secret))
      // The purpose comes first, so that nothing else made with the same key can be a token.
      code.update(data: Array("link-token\n".utf8))
      self.code = code
    }

    func seal(of payload: some Collection<UInt8>) -> [UInt8] {
      var code = code
      code.update(data: Array(payload))
      return Array(code.finalize().prefix(TokenSeal.sealLength))
    }
  }

  private static let sealLength = 16
  /// Key ids have up to 16 characters; the page of an edition with the longest name takes 154.
  private static let longest = 16 + 1 + 154

  public init(keys: MessageKeys) {
    stamps = ([keys.current] + keys.earlier).map(Stamp.init)
  }

  /// The token of one person's subscription to one affiliate.
  ///
  /// - Parameters:
  ///   - address: the person's; its canonical form counts.
  ///   - key: another than the current one.
  public func token(
    subscriber: Int64, address: EmailAddress, affiliate: AffiliateID, key: SigningKey? = nil
  ) -> String {
    token(
      .subscription(
        subscriber: subscriber, affiliate: AffiliateTag(affiliate),
        address: AddressTag(address.canonical)),
      key: key)
  }

  /// The token of a letter.
  public func token(letter: Int64) -> String { token(.letter(letter)) }

  /// The token of the page that a variant of an edition is.
  public func token(page edition: EditionID, of stories: [StoryID]) -> String {
    token(.page(edition: edition, variant: VariantTag(stories)))
  }

  func token(_ token: LinkToken, key: SigningKey? = nil) -> String {
    let stamp = key.map(Stamp.init) ?? stamps[0]
    let payload = token.payload
    var text = stamp.id
    text.append(UInt8(ascii: "."))
    Base64URL.append(payload + stamp.seal(of: payload), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// What a token stands for; nil when it was forged, changed, or sealed with a key that is not
  /// known any more.
  public func open(_ text: String) -> LinkToken? {
    let octets = Array(text.utf8.prefix(Self.longest + 1))
    guard octets.count <= Self.longest, let dot = octets.firstIndex(of: UInt8(ascii: ".")),
      let stamp = stamps.first(where: { $0.id.elementsEqual(octets[..<dot]) }),
      let sealed = Base64URL.octets(octets[(dot + 1)...]), sealed.count > Self.sealLength
    else { return nil }
    let payload = sealed.dropLast(Self.sealLength)
    guard Self.areSame(stamp.seal(of: payload), sealed.suffix(Self.sealLength)) else { return nil }
    return LinkToken(payload: payload)
  }

  /// Compares two seals in a time that does not depend on where they differ.
  private static func areSame(_ one: [UInt8], _ other: ArraySlice<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
