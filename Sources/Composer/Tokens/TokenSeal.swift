public import Mail
public import Newsletter

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
  /// The current one first.
  private let keys: [TokenKey]

  /// Key ids have up to 16 characters; the page of an edition with the longest name takes 154.
  private static let longest = 16 + 1 + 154

  public init(keys: MessageKeys) {
    self.keys = ([keys.current] + keys.earlier).map(TokenKey.init)
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
      subscriber: subscriber, canonical: address.canonical, affiliate: AffiliateTag(affiliate),
      key: key.map(TokenKey.init))
  }

  /// The token of a letter.
  ///
  /// - Parameter recipient: whom it goes to: should its number ever be another letter's, the token
  ///   does not open that.
  public func token(letter: Int64, to recipient: EmailAddress) -> String {
    token(.letter(letter, address: AddressTag(recipient.canonical, key: keys[0])))
  }

  /// The token of the page that a variant of an edition is.
  public func token(page edition: EditionID, of stories: [StoryID]) -> String {
    token(.page(edition: edition, variant: VariantTag(stories)))
  }

  /// - Parameter isKeyed: false in editions that were frozen before an address's tag had a key.
  func token(
    subscriber: Int64, canonical: String, affiliate: AffiliateTag, isKeyed: Bool = true,
    key: TokenKey? = nil
  ) -> String {
    let key = key ?? keys[0]
    return token(
      .subscription(
        subscriber: subscriber, affiliate: affiliate,
        address: AddressTag(canonical, key: isKeyed ? key : nil)),
      key: key)
  }

  private func token(_ token: LinkToken, key: TokenKey? = nil) -> String {
    let key = key ?? keys[0]
    let payload = token.payload
    var text = key.id
    text.append(UInt8(ascii: "."))
    Base64URL.append(payload + key.seal(of: payload), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// What a token stands for; nil when it was forged, changed, or sealed with a key that is not
  /// known any more.
  public func open(_ text: String) -> LinkToken? {
    let octets = Array(text.utf8.prefix(Self.longest + 1))
    guard octets.count <= Self.longest, let dot = octets.firstIndex(of: UInt8(ascii: ".")),
      let key = keys.first(where: { $0.id.elementsEqual(octets[..<dot]) }),
      let sealed = Base64URL.octets(octets[(dot + 1)...]), sealed.count > TokenKey.sealLength
    else { return nil }
    let payload = sealed.dropLast(TokenKey.sealLength)
    guard Self.areSame(key.seal(of: payload), sealed.suffix(TokenKey.sealLength)) else {
      return nil
    }
    return LinkToken(payload: payload, key: key)
  }

  /// Compares two seals in a time that does not depend on where they differ.
  private static func areSame(_ one: [UInt8], _ other: ArraySlice<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
