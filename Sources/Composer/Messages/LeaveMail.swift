public import Mail

/// The mail that leaves a list: to an address that holds the reader's token, or with the token in
/// its subject.
///
/// `leave+TOKEN@host?subject=unsubscribe` is the usual form. The token goes into the subject where
/// the address takes none: its local part has a plus already, so that what stands behind would not
/// reach the same mailbox; or it is quoted; or it would grow beyond what RFC 5321 section 4.5.3.1
/// allows.
public struct LeaveMail: Sendable, Hashable {
  /// What stands before the token when it is in the address; nil when it cannot be there.
  private let beginning: String?
  private let end: String
  private let inSubject: String
  private let octetsForToken: Int

  /// Octets of a local part (RFC 5321 section 4.5.3.1.1), and of a whole address.
  private static let longestLocalPart = 64
  private static let longestAddress = 254

  /// - Parameter address: where such mail arrives.
  public init(_ address: EmailAddress) {
    let local = address.localPart
    let takesTokens = !local.contains("+") && !local.hasPrefix("\"")
    let plain = MailtoAddress(address).text
    let cut = plain.lastIndex(of: "@") ?? plain.endIndex
    beginning = takesTokens ? plain[..<cut] + "+" : nil
    end = plain[cut...] + "?subject=unsubscribe"
    inSubject = plain + "?subject=unsubscribe%20"
    octetsForToken =
      min(
        Self.longestLocalPart - local.utf8.count, Self.longestAddress - address.spelling.utf8.count)
      - 1
  }

  /// The mailto address of a token.
  public func url(_ token: String) -> String {
    guard let beginning, token.utf8.count <= octetsForToken else { return inSubject + token }
    return beginning + token + end
  }

  /// Whether tokens of usual length stand in the address.
  public func takesToken(ofLength octets: Int) -> Bool {
    beginning != nil && octets <= octetsForToken
  }
}
