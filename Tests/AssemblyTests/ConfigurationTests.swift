import Assembly
import Foundation
import Mail
import Mailroom
import Newsletter
import Testing

@Suite("A configuration")
struct ConfigurationTests {
  @Test("fills in what is inherited and what is not set")
  func standards() throws {
    let reading = ConfigurationSample.read(ConfigurationSample.text)
    #expect(reading.findings == [])
    let configuration = try reading.get()
    #expect(configuration.affiliates.map(\.id.text) == ["jpu", "ar"])
    #expect(configuration.storage.path == "/federation/broadsheet.sqlite")
    #expect(configuration.keysFile.path == "/federation/broadsheet.keys")
    #expect(configuration.organization.language == "en")
    #expect(configuration.smtp.security == .none)
    #expect(configuration.smtp.sessions == 4)
    #expect(configuration.smtp.stayFor == .seconds(1800))
    #expect(configuration.smtp.giveUpAfter == .seconds(172_800))
    #expect(configuration.studio.listen.description == "127.0.0.1:8081")
    let affiliate = try #require(configuration.affiliates.first)
    #expect(affiliate.sender.name == "Judicial Union")
    #expect(affiliate.sender.address.spelling == "jpu@example.org")
    #expect(affiliate.sender.bounceAddress.spelling == "jpu@example.org")
    #expect(affiliate.list.path == "/federation/Lists/jpu.csv")
    #expect(affiliate.listName == "Lists/jpu.csv")
    #expect(affiliate.sources.map(\.url.absoluteString) == ["https://www.example.org/jpu/feed"])
    #expect(affiliate.theme == ["accentColor": "#123456"])
    #expect(affiliate.digest.backlog == .number(5, isSet: false))
    #expect(affiliate.digest.schedule?.weekdays == [.friday])
    #expect(affiliate.digest.maxStories == 8)
    #expect(configuration.listID(for: affiliate) == "jpu.www.example.org")
    #expect(configuration.unsubscribeAddress(for: affiliate).spelling == "office@example.org")
  }

  @Test("lets an affiliate override single settings")
  func overrides() throws {
    let own = """
      { "id": "ar", "name": "Retirees", "list": "/lists/r.csv", "listId": "ar.example.org",
        "sender": { "replyTo": null, "name": "The Retirees" },
        "digest": { "schedule": { "at": "10:30" }, "backlog": "all", "template": "large" },
        "theme": { "logoWidth": 90 }, "copies": ["file@example.org"],
        "sources": [
          { "page": "Pages/{id}.html", "preset": "drupal", "base": "https://www.example.org/" },
          { "file": "more.rss" } ] }
      """
    let reading = ConfigurationSample.read(
      replacing: #"{ "id": "ar", "name": "Retirees" }"#, by: own)
    let configuration = try reading.get()
    let affiliate = try #require(configuration.affiliates.last)
    #expect(affiliate.sender.name == "The Retirees")
    #expect(affiliate.sender.replyTo == nil)
    #expect(affiliate.sender.address.spelling == "ar@example.org")
    #expect(affiliate.digest.schedule?.weekdays == [.friday])
    #expect(affiliate.digest.schedule?.time == LocalTime("10:30"))
    #expect(affiliate.digest.backlog == .all)
    #expect(affiliate.digest.maxStories == 8)
    #expect(affiliate.digest.template == "large")
    #expect(affiliate.theme == ["accentColor": "#123456", "logoWidth": "90"])
    #expect(affiliate.copies.map(\.spelling) == ["file@example.org"])
    #expect(affiliate.list.path == "/lists/r.csv")
    #expect(configuration.listID(for: affiliate) == "ar.example.org")
    #expect(
      affiliate.sources.map(\.url.path) == ["/federation/Pages/ar.html", "/federation/more.rss"])
    #expect(
      affiliate.sources.map(\.kind) == [
        .page(preset: "drupal", selectors: SelectorConfiguration()), .file,
      ])
    #expect(affiliate.sources[0].base?.absoluteString == "https://www.example.org/")
  }

  @Test("an affiliate leaves the common schedule with null")
  func leavesSchedule() throws {
    let reading = ConfigurationSample.read(
      replacing: #""name": "Retirees" }"#, by: #""name": "R", "digest": { "schedule": null } }"#)
    let schedules = try reading.get().affiliates.map(\.digest.schedule)
    #expect(schedules.map { $0 == nil } == [false, true])
  }

  @Test(
    "encrypts off this machine unless told otherwise",
    arguments: [
      ("smtp://127.0.0.1:2525", SMTPConfiguration.Security.none, 2525),
      ("smtp://localhost", .none, 587), ("smtp://[::1]:25", .none, 25),
      ("smtp://mail.example.org", .starttls, 587), ("smtps://mail.example.org", .tls, 465),
      ("smtp://127.0.0.1.example.org:25", .starttls, 25),
    ])
  func security(url: String, security: SMTPConfiguration.Security, port: Int) throws {
    let smtp = try ConfigurationSample.read(replacing: "smtp://127.0.0.1:2525", by: url).get().smtp
    #expect(smtp.security == security)
    #expect(smtp.port == port)
  }

  @Test("is found where the command line or the environment says")
  func named() {
    #expect(ConfigurationFile.named("a/b.json", environment: [:]).name == "a/b.json")
    let environment = ["BROADSHEET_CONFIG": "/etc/broadsheet.json"]
    #expect(ConfigurationFile.named(nil, environment: environment).name == "/etc/broadsheet.json")
    #expect(ConfigurationFile.named(nil, environment: [:]).name == "config.json")
  }

  @Test("the example has every setting there is, and nothing wrong")
  func example() throws {
    let url = ConfigurationSample.repository.appendingPathComponent("config.example.json")
    let reading = ConfigurationFile(url: url).read()
    #expect(reading.findings == [])
    let configuration = try reading.get()
    #expect(configuration.affiliates.count == 4)
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    var paths: Set<String> = []
    collect(object, "", &paths)
    let missing = SettingReference.settings.map(\.path).filter { path in
      // The three ways to give a password exclude each other.
      !["smtp.passwordEnvironment", "smtp.passwordCommand"].contains(path) && !paths.contains(path)
    }
    #expect(missing == [])
    #expect(
      configuration.smtp.domains
        == ["gmail.com": RateLimit(perSecond: 5, perHour: 5000, perDay: 50_000)])
  }

  @Test("limits of recipient domains are kept by name in lower case and A-labels")
  func domainLimits() throws {
    let smtp = try ConfigurationSample.read(
      replacing: #""smtp": {"#,
      by: #"""
        "smtp": { "messagesPerHour": 900, "domains": {
          "GMail.com": { "messagesPerSecond": 2 }, "bücher.example": { "messagesPerDay": 10 },
          "example.net": null }, 
        """#
    ).get().smtp
    #expect(smtp.limit == RateLimit(perHour: 900))
    #expect(
      smtp.domains == [
        "gmail.com": RateLimit(perSecond: 2), "xn--bcher-kva.example": RateLimit(perDay: 10),
      ])
  }

  @Test("a federation that init made has nothing wrong")
  func start() throws {
    let folder = try ScratchFolder()
    let templates = ConfigurationSample.repository.appendingPathComponent("Templates")
    _ = try Scaffold(folder: folder.url, installedTemplates: templates).make()
    let file = ConfigurationFile(url: folder.url.appendingPathComponent("config.json"))
    #expect(file.read().findings == [])
    #expect(file.read().fileFindings() == [])
  }

  /// Every path of a JSON value as the reference writes it, overrides as what they override.
  private func collect(_ value: Any, _ path: String, _ paths: inout Set<String>) {
    if let object = value as? [String: Any] {
      for (key, member) in object {
        let inner = path == "smtp.domains" ? "[]" : path.isEmpty ? key : ".\(key)"
        collect(member, path + inner, &paths)
      }
    } else if let list = value as? [Any] {
      for element in list { collect(element, path + "[]", &paths) }
    }
    let overrides = ["sender", "digest", "theme", "wording", "notices", "sources", "list"]
    let prefix = "affiliates[]."
    let rest = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    let isOverride = overrides.contains { rest.hasPrefix($0) && !rest.hasPrefix("listId") }
    paths.insert(isOverride ? rest : path)
  }
}
