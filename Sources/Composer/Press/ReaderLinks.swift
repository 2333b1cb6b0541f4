/// What leads one reader, and nobody else, to what is theirs.
struct ReaderLinks: Sendable, Hashable {
  /// Leaves the list: a page of the site, or a mailto address where there is no site.
  let leave: String?
  /// The page on which the reader changes what they get; nil when there is no site.
  let preferences: String?
  /// The List-Unsubscribe field with its CRLF (RFC 2369 section 3.2).
  let header: [UInt8]
  /// The page takes the POST of RFC 8058.
  let isOneClick: Bool

  init(leave: String?, preferences: String?, header: [UInt8] = [], isOneClick: Bool = false) {
    self.leave = leave
    self.preferences = preferences
    self.header = header
    self.isOneClick = isOneClick
  }
}
