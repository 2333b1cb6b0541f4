import Composer
import Newsletter
import Testing

@testable import Site

/// A page with what somebody might see on it.
struct SamplePage: Sendable, CustomTestStringConvertible {
  let name: String
  let language: SiteLanguage
  let page: Page

  var testDescription: String { name }
}

/// Every kind of page, in every language.
enum SamplePages {
  static let all = SiteLanguage.allCases.flatMap { language in
    pages(language).map { name, page in
      SamplePage(name: "\(name)-\(language.tag)", language: language, page: page)
    }
  }

  static func scene(
    _ language: SiteLanguage, _ path: String, _ affiliate: SiteAffiliate? = SiteBench.affiliates[0]
  ) -> PageScene {
    PageScene(
      organization: SiteBench.organization, affiliates: SiteBench.affiliates,
      affiliate: affiliate, language: language, path: path)
  }

  private static let masked = "a••••@example.org"
  private static let stamp = "k1.1795000000.00"

  private static func pages(_ language: SiteLanguage) -> [(String, Page)] {
    signUpPages(language) + leavingPages(language) + ownPages(language) + letterPages(language)
      + problemPages(language)
  }

  private static func signUpPages(_ language: SiteLanguage) -> [(String, Page)] {
    let all = scene(language, "/subscribe", nil)
    let one = scene(language, "/subscribe/jpu")
    let wrong = FormMistakes(address: .addressWrong, lists: .listsMissing, isStale: true)
    return [
      ("home", scene(language, "/", nil).homePage()),
      ("sign-up", all.signUpPage(SignUpEntry(), stamp: stamp)),
      (
        "sign-up-mistakes",
        all.signUpPage(
          SignUpEntry(address: "ana@", name: "Ana \"<b>\""), stamp: stamp, mistakes: wrong)
      ),
      (
        "sign-up-slip",
        one.signUpPage(
          SignUpEntry(address: "ana@gmial.com", name: "Ana", asked: "ana@gmial.com"),
          stamp: stamp,
          mistakes: FormMistakes(
            slip: .addressSlip(domain: "gmial.com", meant: "ana@gmail.com")))
      ),
      ("sign-up-one", one.signUpPage(SignUpEntry(), stamp: stamp)),
      (
        "sign-up-sent",
        one.letterSentPage(.signUpSent(address: "ana@example.org"), again: "/subscribe/jpu")
      ),
      ("find", scene(language, "/find", nil).findPage(stamp: stamp)),
      (
        "find-sent",
        scene(language, "/find", nil)
          .letterSentPage(.findSent(address: "ana@example.org"), again: "/find")
      ),
    ]
  }

  private static func leavingPages(_ language: SiteLanguage) -> [(String, Page)] {
    let scene = scene(language, "/u/TOKEN")
    return [
      ("leave", scene.leavePage(maskedAddress: masked, preferences: "/s/TOKEN", stamp: stamp)),
      ("left", scene.leftPage(all: false, stamp: stamp)),
      ("left-all", scene.leftPage(all: true, stamp: stamp)),
      ("left-thanks", scene.thanksPage(all: false, stamp: stamp)),
      ("returned", scene.returnedPage(all: false, preferences: "/s/TOKEN")),
      ("gone", scene.gonePage()),
    ]
  }

  private static func ownPages(_ language: SiteLanguage) -> [(String, Page)] {
    let scene = scene(language, "/s/TOKEN")
    return [
      (
        "subscription",
        scene.subscriptionPage(maskedAddress: masked, chosen: nil, leaving: "/u/TOKEN")
      ),
      (
        "subscription-saved",
        scene.subscriptionPage(
          maskedAddress: masked, chosen: .spanish, leaving: "/u/TOKEN", notice: .languageSaved)
      ),
      (
        "subscription-mistake",
        scene.subscriptionPage(
          maskedAddress: masked, chosen: nil, leaving: "/u/TOKEN", entry: "ana",
          mistake: .addressWrong)
      ),
    ]
  }

  private static func letterPages(_ language: SiteLanguage) -> [(String, Page)] {
    let scene = scene(language, "/l/TOKEN")
    let lists = SiteBench.affiliates
    let address = "ana.silva@example.org"
    return [
      ("confirm", scene.confirmPage(lists: [lists[0]], address: address)),
      ("confirm-several", scene.confirmPage(lists: lists, address: address)),
      ("confirmed", scene.confirmedPage(lists: lists, address: address)),
      ("move", scene.movePage(lists: lists, address: address)),
      (
        "move-back",
        scene.moveBackPage(lists: lists, address: address, present: masked)
      ),
      ("moved", scene.movedPage(address: address)),
      (
        "choice",
        scene.choicePage(address: address, chosen: [SiteBench.jpu], chosenLanguage: nil)
      ),
      ("expired", scene.expiredPage()),
    ]
  }

  private static func problemPages(_ language: SiteLanguage) -> [(String, Page)] {
    let scene = scene(language, "/", nil)
    return problems.map { ("problem-\($0.status)", scene.page($0)) }
      + [("problem-not-sent", scene.page(.notSent))]
  }

  private static let problems: [Problem] = [
    .notFound, .notAllowed(["GET"]), .tooLarge, .badRequest, .wrongType, .foreign, .tooMany(60),
    .busy, .broken,
  ]

  /// What no page above can show of the table of words.
  static let texts: [SiteText] =
    [.homeSignUp, .nameLabel, .formStale, .sameAddress, .notFound, .broken, .busy]
    + LeavingReason.allCases.map(SiteText.reason)
}
