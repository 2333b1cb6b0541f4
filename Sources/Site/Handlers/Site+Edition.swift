import Composer
import Web

extension Site {
  /// An edition as a page, the same for everybody who has its link.
  ///
  /// Its language is the edition's own unless the link names one: it is what was sent, and a browser's
  /// language does not change it.
  func edition(_ token: String, _ request: SiteRequest) async throws -> WebAnswer {
    guard case .page(let edition, let variant)? = seal.open(token) else {
      throw RequestFault(.notFound)
    }
    let key = EditionShelf.Key(
      edition: edition, variant: variant, language: request.chosenLanguage)
    // Whole, and still nothing is there: it came from a preview or a test.
    guard let page = try await shelf.page(key) else { throw RequestFault(.notSent) }
    var answer = WebAnswer(page, as: .html, keepFor: Self.editionLifetime)
    answer.fields = [("content-security-policy", Self.editionPolicy)]
    return answer
  }

  /// A frozen edition stays as it is; an hour leaves room to mend a mistake of ours.
  private static let editionLifetime = 3600

  /// A message has its styles in itself and its pictures elsewhere, and needs nothing more.
  private static let editionPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src https:; form-action 'none'; "
    + "base-uri 'none'; frame-ancestors 'none'"
}
