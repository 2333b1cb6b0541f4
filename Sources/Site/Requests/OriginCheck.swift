/// Whether a form was sent from a page of ours, as browsers tell it.
///
/// What other sites send is refused. One-click requests (RFC 8058) come from mail providers, not
/// from pages, and are not asked.
struct OriginCheck: Sendable {
  /// As browsers write ours: `https://news.example.org`.
  let own: String

  /// - Parameters:
  ///   - fetchSite: the field `Sec-Fetch-Site`; where there is one it decides, because it cannot be
  ///     set by a page, and `Origin` is `null` under our `Referrer-Policy`.
  ///   - origin: the field `Origin`.
  func allows(fetchSite: String?, origin: String?) -> Bool {
    if let fetchSite { return ["same-origin", "none"].contains(fetchSite.lowercased()) }
    guard let origin, origin.lowercased() != "null" else { return true }
    return origin.lowercased() == own
  }
}
