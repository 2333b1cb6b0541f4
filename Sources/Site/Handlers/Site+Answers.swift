import Newsletter
import Storage
import Web

extension Site {
  /// The answer to a request that was let in.
  func answer(_ request: SiteRequest, _ route: SiteRoute) async throws -> WebAnswer {
    switch route {
    case .home: WebAnswer(scene(request).homePage())
    case .health: WebAnswer("ok\n", as: .text)
    case .robots: WebAnswer(Self.robots, as: .text, keepFor: 86400)
    case .icon: .empty(204)
    case .style: WebAnswer(StyleSheet.base, as: .css, keepFor: 300)
    case .affiliateStyle(let id):
      WebAnswer(
        StyleSheet.colors(of: try affiliate(id).theme), as: .css, keepFor: 300)
    case .signUp(let id): try await signUp(id.map(affiliate), request)
    case .find: try await find(request)
    case .leave(let token): try await leave(token, request)
    case .subscription(let token): try await subscription(token, request)
    case .letter(let token): try await letter(token, request)
    case .edition(let token): try await edition(token, request)
    }
  }

  /// The answer when there is none.
  func answer(to error: any Error, _ request: SiteRequest) -> WebAnswer {
    let problem: Problem
    switch error {
    case let fault as RequestFault: problem = fault.problem
    case is StorageError:
      alarm(error)
      problem = .busy
    default:
      alarm(error)
      problem = .broken
    }
    var request = request
    // What leads nowhere looks the same wherever it leads.
    if problem == .notFound { request.path = "/" }
    return WebAnswer(problem, scene(request))
  }

  /// What a page is made of for this reader.
  ///
  /// - Parameter tags: languages that are known of the person, the best first.
  func scene(
    _ request: SiteRequest, about affiliate: SiteAffiliate? = nil, languages tags: [String?] = []
  ) -> PageScene {
    let known = tags.lazy.compactMap { $0.flatMap(SiteLanguage.init(tag:)) }.first
    let language =
      request.chosenLanguage ?? known
      ?? request.acceptLanguage.flatMap(SiteLanguage.init(accepted:))
      ?? SiteLanguage(tag: organization.language) ?? .english
    return PageScene(
      organization: organization, affiliates: affiliates, affiliate: affiliate,
      language: language, path: request.path, isLanguageChosen: request.chosenLanguage != nil)
  }

  func affiliate(_ id: AffiliateID) throws -> SiteAffiliate {
    guard let affiliate = affiliates.first(where: { $0.id == id }) else {
      throw RequestFault(.notFound)
    }
    return affiliate
  }

  /// Search engines may show the sign-up pages, and nobody's links; an edition was sent to its
  /// readers, and who has its link may pass it on.
  private static let robots = """
    User-agent: *
    Disallow: /u/
    Disallow: /s/
    Disallow: /l/
    Disallow: /e/

    """
}
