public import Newsletter

/// What a link or an address in a message stands for, once its seal was found whole.
public enum LinkToken: Hashable, Sendable {
  /// One person's subscription to one affiliate: leave it, or change it.
  ///
  /// The number alone names the person; the tags say whether it is still the one that was meant.
  case subscription(subscriber: Int64, affiliate: AffiliateTag, address: AddressTag)
  /// What a letter asks for, by the letter's number; the tag is its recipient's.
  case letter(Int64, address: AddressTag)
  /// A variant of an edition, to be read as a page: it names nobody.
  case page(edition: EditionID, variant: VariantTag)
}

extension LinkToken {
  /// The octets that are sealed: one for the kind, the number, the tags.
  var payload: [UInt8] {
    switch self {
    case .subscription(let subscriber, let affiliate, let address):
      [address.isKeyed ? Self.subscriptionKind : Self.plainSubscriptionKind]
        + Self.variable(subscriber) + affiliate.octets + address.octets
    case .letter(let number, let address):
      [Self.letterKind] + Self.variable(number) + address.octets
    case .page(let edition, let variant):
      [Self.pageKind] + variant.octets + edition.text.utf8
    }
  }

  /// Reads a payload; nil when it is none, or not the shortest form of one.
  ///
  /// - Parameter key: that it was sealed with.
  init?(payload: some Collection<UInt8>, key: TokenKey) {
    guard let kind = payload.first else { return nil }
    if kind == Self.pageKind {
      self.init(page: payload.dropFirst())
      return
    }
    guard let (number, rest) = Self.number(at: payload.dropFirst()) else { return nil }
    switch kind {
    case Self.subscriptionKind, Self.plainSubscriptionKind:
      guard rest.count == AffiliateTag.length + AddressTag.length else { return nil }
      self = .subscription(
        subscriber: number, affiliate: AffiliateTag(octets: rest.prefix(AffiliateTag.length)),
        address: AddressTag(
          octets: rest.dropFirst(AffiliateTag.length),
          key: kind == Self.subscriptionKind ? key : nil))
    case Self.letterKind where rest.count == AddressTag.length:
      self = .letter(number, address: AddressTag(octets: rest, key: key))
    default: return nil
    }
  }

  /// Of editions that were frozen before an address's tag had a key.
  private static let plainSubscriptionKind: UInt8 = 1
  private static let subscriptionKind: UInt8 = 4
  private static let letterKind: UInt8 = 2
  private static let pageKind: UInt8 = 3

  /// Octets of the longest edition's name: an affiliate's 64, a date, and a number.
  static let longestEdition = 90

  private init?(page octets: some Collection<UInt8>) {
    let name = octets.dropFirst(VariantTag.length)
    guard (1...Self.longestEdition).contains(name.count),
      name.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self = .page(
      edition: EditionID(text: String(decoding: name, as: UTF8.self)),
      variant: VariantTag(octets: octets.prefix(VariantTag.length)))
  }

  /// Seven bits an octet, the least first; a number that no row has is written as 0.
  private static func variable(_ number: Int64) -> [UInt8] {
    var rest = UInt64(clamping: number)
    var octets: [UInt8] = []
    while rest >= 0x80 {
      octets.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return octets + [UInt8(rest)]
  }

  private static func number<Octets: Collection<UInt8>>(
    at octets: Octets
  ) -> (number: Int64, rest: Octets.SubSequence)? {
    var number: Int64 = 0
    for (position, octet) in octets.prefix(9).enumerated() {
      number |= Int64(octet & 0x7F) << (7 * Int64(position))
      guard octet < 0x80 else { continue }
      let isShortest = octet > 0 || position == 0
      return isShortest ? (number, octets.dropFirst(position + 1)) : nil
    }
    return nil
  }
}
