import Testing

@testable import Site

@Suite("Reading requests")
struct RequestReadingTests {
  @Test(
    "a path leads to one route or nowhere",
    arguments: [
      ("/", SiteRoute.home), ("/subscribe", .signUp(nil)),
      ("/subscribe/jpu", .signUp(SiteBench.jpu)),
      ("/u/k1.AQ", .leave(token: "k1.AQ")), ("/e/k1.AQ", .edition(token: "k1.AQ")),
      ("/style/ntu.css", .affiliateStyle(SiteBench.ntu)),
    ])
  func routes(_ path: String, _ route: SiteRoute) {
    #expect(SiteRoute(path: path) == route)
  }

  @Test(
    "tricks lead nowhere",
    arguments: [
      "", "u/x", "//", "/u", "/u/", "/u//x", "//u/x", "/u/x/", "/u/x/y", "/./find", "/find/",
      "/FIND", "/subscribe/..", "/subscribe/JPU", "/style/../jpu.css", "/style/.css", "/%66ind",
      "/find%00", "http://evil.example/find", "*", "/u/" + String(repeating: "a", count: 300),
    ])
  func tricks(_ path: String) {
    #expect(SiteRoute(path: path) == nil)
  }

  @Test(
    "the language is what the reader likes best of ours",
    arguments: [
      ("es", SiteLanguage.spanish), ("en-US,en;q=0.9,es;q=0.8", .english),
      ("es;q=0.5, en;q=0.4", .spanish), ("de, es-419;q=0.2", .spanish), ("ES_mx", .spanish),
    ])
  func languages(_ field: String, _ language: SiteLanguage) {
    #expect(SiteLanguage(accepted: field) == language)
  }

  @Test("or none", arguments: ["", "de", "es;q=0", "*", ";;,,", "q=1"])
  func noLanguage(_ field: String) {
    #expect(SiteLanguage(accepted: field) == nil)
  }
}
