import Foundation
import Hummingbird
import HummingbirdTesting
import Site
import Testing

@Suite("Site settings")
struct SiteSettingsTests {
  @Test("hold an address and where to listen")
  func values() throws {
    let url = try #require(URL(string: "https://news.example.org"))
    #expect(SiteSettings(url: url, host: "127.0.0.1", port: 8080).port == 8080)
  }
}
