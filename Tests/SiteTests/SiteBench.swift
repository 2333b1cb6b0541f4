import Composer
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Site

/// A site over a store in memory, with a clock that stands still until it is moved.
struct SiteBench: Sendable {
  let store: Store
  let site: Site
  let seal: TokenSeal
  let time: TestClock
  /// Who is on the lists.
  let ana: EmailAddress

  static let jpu = AffiliateID("jpu")!
  static let ntu = AffiliateID("ntu")!
  static let start = Date(timeIntervalSince1970: 1_795_000_000)
  static let key = SigningKey(id: "k1", secret: Array(repeating: 7, count: 32))!

  init(
    url: String = "https://news.rivervalley.example", trustedHops: Int = 0,
    affiliates: [SiteAffiliate] = SiteBench.affiliates
  ) throws {
    ana = try EmailAddress("Ana.Silva@example.org")
    let time = TestClock(Self.start)
    self.time = time
    store = try Store.inMemory(erasedName: { ["erased:k1:\($0.utf8.count)"] })
    let keys = MessageKeys(current: Self.key)
    seal = TokenSeal(keys: keys)
    var site = Site(
      settings: SiteSettings(
        url: try #require(URL(string: url)), host: "127.0.0.1", port: 0, trustedHops: trustedHops),
      organization: Self.organization, affiliates: affiliates, store: store, keys: keys,
      clock: { time.now })
    site.answerTime = .zero
    self.site = site
  }

  static let organization = SiteOrganization(
    name: "River Valley Federation of Teachers",
    postalAddress: "12 Mill Street\nRiver Valley, OR 97000",
    website: URL(string: "https://www.rivervalley.example"), language: "en")

  static let affiliates = [
    SiteAffiliate(
      id: jpu, name: "Jackson Paraprofessionals United",
      theme: PageTheme(["accentColor": "#8a1c2b"])),
    SiteAffiliate(
      id: ntu, name: "Northside Teachers Union", theme: PageTheme(["accentColor": "#f2c14e"])),
  ]

  // MARK: - People

  /// Puts Ana on lists.
  func subscribe(
    _ address: EmailAddress? = nil, to lists: [AffiliateID] = [SiteBench.jpu],
    language: String? = nil
  ) throws {
    try store.save(
      lists.map { list in
        Subscription(
          affiliate: list,
          recipient: Recipient(address: address ?? ana, name: "Ana Silva", language: language),
          status: .confirmed, origin: .file)
      }, at: time.now)
  }

  func number(_ address: EmailAddress? = nil) throws -> Int64 {
    try #require(try store.numbers(of: [Subscriber(address ?? ana)])[0])
  }

  func token(
    _ address: EmailAddress? = nil, _ list: AffiliateID = SiteBench.jpu
  ) throws -> String {
    seal.token(subscriber: try number(address), address: address ?? ana, affiliate: list)
  }

  func hasLeft(
    _ address: EmailAddress? = nil, _ list: AffiliateID = SiteBench.jpu
  ) throws -> Bool {
    try store.optOuts(of: Subscriber(address ?? ana)).hasLeft(list)
  }

  /// All letters, in their order.
  func letters() throws -> [Letter] {
    try (1...40).compactMap { try store.letter(Int64($0)) }
  }

  // MARK: - Requests

  func test(_ body: @Sendable (SiteVisitor) async throws -> Void) async throws {
    try await site.application().test(.router) { client in
      try await body(SiteVisitor(client: client))
    }
  }
}

/// A moment that tests move.
final class TestClock: Sendable {
  private let moment: Mutex<Date>

  init(_ start: Date) { moment = Mutex(start) }

  var now: Date { moment.withLock { $0 } }
  func advance(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// Somebody who visits the site.
struct SiteVisitor: Sendable {
  let client: any TestClientProtocol

  func get(_ path: String, _ fields: [String: String] = [:]) async throws -> Reply {
    try await send(path, .get, fields, nil)
  }

  /// Opens the page that asks, and presses one of its buttons.
  func leave(_ path: String, _ action: String = "leave") async throws -> Reply {
    let page = try #require(try await get(path).hidden("page"))
    return try await post(path, [("action", action), ("page", page)])
  }

  func post(
    _ path: String, _ form: [(String, String)], _ fields: [String: String] = [:]
  ) async throws -> Reply {
    let body = form.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
    var fields = fields
    fields["content-type"] = fields["content-type"] ?? "application/x-www-form-urlencoded"
    return try await send(path, .post, fields, body)
  }

  func send(
    _ path: String, _ method: HTTPRequest.Method, _ fields: [String: String] = [:],
    _ body: String? = nil
  ) async throws -> Reply {
    var headers = HTTPFields()
    for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
    return try await client.execute(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { Reply(response: $0) }
  }

  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

/// An answer, with what tests ask of it.
struct Reply: Sendable {
  let response: TestResponse

  var status: Int { response.status.code }
  var text: String { String(buffer: response.body) }
  func field(_ name: String) -> String? {
    HTTPField.Name(name).flatMap { response.headers[$0] }
  }

  /// The page's one title.
  var title: String? {
    text.firstMatch(of: /<h1>(.*)<\/h1>/).map { String($0.1) }
  }

  /// What a hidden field holds.
  func hidden(_ name: String) -> String? { hiddens(name).first }

  /// What the hidden fields of one name hold, in their order.
  func hiddens(_ name: String) -> [String] {
    text.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }
}
