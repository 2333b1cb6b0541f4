/// Where a digest is read.
enum DigestPlace {
  /// In a message; `page` is the address of the same as a page, where there is one.
  case message(page: String?)
  /// As a page of the public site, by anybody.
  case page

  var isPage: Bool {
    if case .page = self { return true }
    return false
  }

  /// Where the same is a page.
  var webVersion: DigestView.WebVersion? {
    guard case .message(let page?) = self else { return nil }
    return DigestView.WebVersion(url: page)
  }
}
