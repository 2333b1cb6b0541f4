import Assembly
import Diagnostics
import Foundation
import SeededRandom
import Testing

@Suite("A mistake in a configuration")
struct ConfigurationMistakeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What stands in the sample, and what stands there instead.
    var piece: String
    var other: String
    /// Each message, with its hint behind an arrow.
    var findings: [String]

    init(_ name: String, _ piece: String, _ other: String, _ findings: String...) {
      testDescription = name
      self.piece = piece
      self.other = other
      self.findings = findings
    }
  }

  static let ar = #"{ "id": "ar", "name": "Retirees" }"#
  static let smtp = #""url": "smtp://127.0.0.1:2525""#

  static let cases = [
    Case(
      "a misspelt setting", #""maxStories""#, #""maxStoreis""#,
      "config.json line 10: digest.maxStoreis is not a setting → did you mean maxStories?"),
    Case(
      "a misspelt setting of an affiliate", ar,
      #"{ "id": "ar", "name": "R", "digest": { "maxStoreis": 3 } }"#,
      "config.json line 15: affiliates[1].digest.maxStoreis is not a setting "
        + "→ did you mean maxStories?"),
    Case(
      "an unknown setting", #""timeZone": "America/New_York","#,
      "\"timeZone\": \"America/New_York\", \"fax\": \"1\",",
      "config.json line 5: organization.fax is not a setting → the settings here are name, "
        + "postalAddress, timeZone, website, language, unsubscribeAddress"),
    Case(
      "a setting twice", #""postalAddress": "1 Main Street","#,
      #""postalAddress": "1 Main Street", "name": "X","#,
      "config.json line 4: organization.name is set on line 3 already → keep one of the two"),
    Case(
      "something required is missing", "\"postalAddress\": \"1 Main Street\",\n", "\n",
      "config.json line 2: organization.postalAddress is missing: where paper mail reaches it; "
        + "in each message → see config.example.json for how it is written"),
    Case(
      "a whole group is missing", #""smtp": { "url": "smtp://127.0.0.1:2525" },"#, "",
      "config.json line 1: smtp is missing: every federation needs it "
        + "→ see config.example.json for how it is written"),
    Case(
      "nothing to inherit", #""address": "{id}@example.org", "#, "",
      "config.json line 8: sender.address is missing: the address that messages are from "
        + "→ see config.example.json for how it is written"),
    Case(
      "a number in quotes", "8 }", "\"8\" }",
      "config.json line 10: digest.maxStories is a text, and should be a whole number "
        + "→ write 8 without quotes"),
    Case(
      "a number that is not whole", "8 }", "8.5 }",
      "config.json line 10: digest.maxStories is a number, and should be a whole number"),
    Case(
      "a text where a group should be", #"{ "url": "smtp://127.0.0.1:2525" }"#, #""127.0.0.1""#,
      "config.json line 9: smtp is a text, and should be a group of settings in { }"),
    Case(
      "a text where a list should be", #"["friday"]"#, #""friday""#,
      "config.json line 10: digest.schedule.weekly is a text, and should be a list in [ ]"),
    Case(
      "a number beyond bounds", smtp, smtp + #", "sessions": 1000"#,
      "config.json line 9: smtp.sessions is 1000, and should be from 1 to 100"),
    Case(
      "a misspelt limit of a domain", smtp,
      smtp + #", "domains": { "gmail.com": { "mesagesPerHour": 5 } }"#,
      "config.json line 9: smtp.domains[gmail.com].mesagesPerHour is not a setting "
        + "→ did you mean messagesPerHour?"),
    Case(
      "a limit of nothing", smtp,
      smtp + #", "domains": { "gmail.com": { "messagesPerHour": 0 } }"#,
      "config.json line 9: smtp.domains[gmail.com].messagesPerHour is 0, and should be from 1 to "
        + "1000000000"),
    Case(
      "a limit in quotes", smtp,
      smtp + #", "domains": { "gmail.com": { "messagesPerDay": "5" } }"#,
      "config.json line 9: smtp.domains[gmail.com].messagesPerDay is a text, and should be a whole "
        + "number → write 5 without quotes"),
    Case(
      "a domain without limits", smtp, smtp + #", "domains": { "gmail.com": {} }"#,
      "config.json line 9: smtp.domains[gmail.com] is empty "
        + "→ see config.example.json for how it is written"),
    Case(
      "a domain with a number alone", smtp, smtp + #", "domains": { "gmail.com": 5 }"#,
      "config.json line 9: smtp.domains[gmail.com] is a number, and should be a group of settings "
        + "in { }"),
    Case(
      "limits for what is no domain", smtp,
      smtp + #", "domains": { "a@b.com": { "messagesPerDay": 5 }, "é@b.com": {}, "x]y.com": {} }"#,
      "config.json line 9: smtp.domains: 'a@b.com' is not a domain → write it as news.example.org",
      "config.json line 9: smtp.domains: 'é@b.com' is not a domain → write it as news.example.org",
      "config.json line 9: smtp.domains: 'x]y.com' is not a domain → write it as news.example.org"),
    Case(
      "a domain in two spellings", smtp,
      smtp
        + #", "domains": { "a.com": { "messagesPerDay": 5 }, "A.com": { "messagesPerDay": 6 } }"#,
      "config.json line 9: smtp.domains[A.com] is set on line 9 already → keep one of the two"),
    Case(
      "a length of time without unit", smtp, smtp + #", "stayFor": "30""#,
      "config.json line 9: smtp.stayFor: '30' is not a length of time with its unit "
        + "→ write 30m, 2h or 45s"),
    Case(
      "a length of time as number", smtp, smtp + #", "giveUpAfter": 48"#,
      "config.json line 9: smtp.giveUpAfter is a number, and should be a length of time with its "
        + "unit → write \"30m\", \"2h\" or \"45s\""),
    Case(
      "a bad address", "office@example.org", "office.example.org",
      "config.json line 8: sender.replyTo: 'office.example.org' is not an email address: "
        + "it has no @ → write it as name@example.org"),
    Case(
      "a bad web address", "https://www.example.org\"", "www.example.org\"",
      "config.json line 6: organization.website: 'www.example.org' is not an address that begins "
        + "with https:// or http:// → write an address that begins with https:// or http://"),
    Case(
      "a source with another scheme", "https://www.example.org/{id}/feed", "ftp://example.org/x",
      "config.json line 12: sources[0].feed: 'ftp://example.org/x' is not a file, or an address "
        + "that begins with https:// or http:// → write a file, or an address that begins with "
        + "https:// or http://"),
    Case(
      "a relay without scheme", "smtp://127.0.0.1:2525", "mail.example.org",
      "config.json line 9: smtp.url: 'mail.example.org' is not an address such as "
        + "smtp://mail.example.org:587 → write an address such as smtp://mail.example.org:587"),
    Case(
      "a bad time zone", "America/New_York", "New York",
      "config.json line 5: organization.timeZone: 'New York' is not a time zone "
        + "→ did you mean America/New_York?"),
    Case(
      "no time zone at all", "America/New_York", "Eastern",
      "config.json line 5: organization.timeZone: 'Eastern' is not a time zone "
        + "→ write it as Area/City, such as America/New_York"),
    Case(
      "a bad weekday", "friday", "firday",
      "config.json line 10: digest.schedule.weekly[0]: 'firday' is not known here "
        + "→ did you mean friday?"),
    Case(
      "a bad time of day", "09:00", "25:00",
      "config.json line 10: digest.schedule.at: '25:00' is not a time of day "
        + "→ write it as 09:00, from 00:00 to 23:59"),
    Case(
      "a bad id", #""id": "ar""#, #""id": "A R""#,
      "config.json line 15: affiliates[1].id: 'A R' cannot be an affiliate's id "
        + "→ use small letters, digits, - and _, at most 64: local-12"),
    Case(
      "two affiliates with one id", #""id": "ar""#, #""id": "jpu""#,
      "config.json line 15: affiliates[1].id: 'jpu' is the id of the affiliate on line 14 "
        + "→ give each affiliate an id of its own",
      "config.json line 15: affiliates[1] and affiliates[0] have the same list, Lists/jpu.csv "
        + "→ each person on it is then a subscriber of both"),
    Case(
      "two affiliates with one name", #""Retirees""#, #""Judicial Union""#,
      "config.json line 15: affiliates[1].name: 'Judicial Union' is the name of the affiliate on "
        + "line 14 too → readers cannot tell the two apart"),
    Case(
      "no affiliates", #"{ "id": "jpu", "name": "Judicial Union" },"# + "\n    " + ar, "",
      "config.json line 13: there is no affiliate "
        + #"→ write "affiliates": [ { "id": "jpu", "name": "…" } ]"#),
    Case(
      "more proxies than anybody has", #""theme""#,
      #""site": { "url": "https://news.example.org", "trustedHops": 99 }, "theme""#,
      "config.json line 11: site.trustedHops is 99, and should be from 0 to 10"),
    Case(
      "a site below another", #""theme""#,
      #""site": { "url": "https://www.example.org/news" }, "theme""#,
      "config.json line 11: site.url has a path, and the site's pages stand at the top of a host "
        + "→ write it without the path, and give the site a host: https://www.example.org"),
    Case(
      "a bad backlog", "\"maxStories\": 8", "\"backlog\": \"many\"",
      "config.json line 10: digest.backlog is a text, and should be a whole number or \"all\" "
        + "→ write 5 without quotes, or \"all\""),
    Case(
      "more at least than at most", "\"maxStories\": 8", "\"minStories\": 9, \"maxStories\": 8",
      "config.json line 10: digest.minStories: minStories is 9, maxStories only 8 "
        + "→ no edition could ever be made; lower minStories"),
    Case(
      "a password in the configuration", smtp, smtp + #", "username": "u", "password": "hunter2""#,
      "config.json line 9: smtp.password: a password stands in the configuration → take it out and "
        + "set passwordFile, passwordEnvironment or passwordCommand instead"),
    Case(
      "a password in the relay's address", "smtp://127.0.0.1:2525",
      "smtp://u:hunter2@mail.example.org",
      "config.json line 9: smtp.url: a password stands in the configuration → take it out and set "
        + "passwordFile, passwordEnvironment or passwordCommand instead"),
    Case(
      "two passwords", smtp,
      smtp + #", "username": "u", "passwordFile": "p", "passwordEnvironment": "P""#,
      "config.json line 9: smtp has passwordFile and passwordEnvironment, and needs one "
        + "→ keep one of them"),
    Case(
      "a username alone", smtp, smtp + #", "username": "u""#,
      "config.json line 9: smtp has a username and no password "
        + "→ set passwordFile, passwordEnvironment or passwordCommand"),
    Case(
      "a password alone", smtp, smtp + #", "passwordFile": "p""#,
      "config.json line 9: smtp has a password and no username "
        + "→ set username, or take the password out"),
    Case(
      "no encryption over the network", smtp,
      #""url": "smtp://mail.example.org", "security": "none""#,
      "config.json line 9: smtp.security: mail to mail.example.org goes over the network "
        + #"unencrypted → take "security": "none" out unless that network is your own"#),
    Case(
      "an unknown security", smtp, smtp + #", "security": "ssl""#,
      "config.json line 9: smtp.security: 'ssl' is not known here "
        + "→ write one of starttls, tls, none"),
    Case(
      "a contradiction", smtp, #""url": "smtps://mail.example.org", "security": "starttls""#,
      "config.json line 9: smtp.security is starttls, and the url begins with smtps:// "
        + "→ take security out, or change the url"),
    Case(
      "a source that is none", #""feed": "https://www.example.org/{id}/feed""#, "",
      "config.json line 12: sources[0] says neither feed, page nor file "
        + #"→ write { "feed": "https://www.example.org/feed" }"#),
    Case(
      "a source that is two", #""feed":"#, #""page": "https://example.org/", "feed":"#,
      "config.json line 12: sources[0] has feed and page at once "
        + "→ make a source of its own for each"),
    Case(
      "a page without selectors", #""feed":"#, #""page":"#,
      "config.json line 12: sources[0] does not say how stories are found on the page "
        + #"→ set "preset": "drupal", or selectors with item at least"#),
    Case(
      "a feed with a preset", #""feed":"#, #""preset": "drupal", "feed":"#,
      "config.json line 12: sources[0].preset: preset is for a page, and this is none "
        + "→ take it out, or write page"),
    Case(
      "a theme with a slip", "accentColor", "accentColour",
      "config.json line 11: theme.accentColour is not used by the templates that come with "
        + "Broadsheet → did you mean accentColor?"),
    Case(
      "a studio for everybody", #""smtp":"#, #""studio": { "listen": "0.0.0.0:8081" }, "smtp":"#,
      "config.json line 9: studio.listen: '0.0.0.0:8081' can be reached from outside this machine "
        + "→ the studio has no password: write 127.0.0.1 and a port"),
    Case(
      "a DKIM key without selector", #""smtp":"#,
      #""dkim": [{ "domain": "example", "keyFile": "k" }], "smtp":"#,
      "config.json line 9: dkim[0].domain: 'example' is not a domain "
        + "→ write it as news.example.org",
      "config.json line 9: dkim[0].selector is missing: the name of its key in the DNS "
        + "→ see config.example.json for how it is written"),
    Case(
      "a lint that looks for no client", #""smtp":"#, #""lint": { "clients": [] }, "smtp":"#,
      "config.json line 9: lint.clients is empty → see config.example.json for how it is written"),
    Case(
      "a stream for everybody that is not last", #""id": "jpu""#, #""id": "latest""#,
      "config.json line 14: affiliates[0]: 'Judicial Union' looks like a stream for everybody → put "
        + "it last: the first affiliate that has a story sends it, and the later ones leave it out"),
  ]

  @Test("is explained with its line and the next step", arguments: cases)
  func explains(_ example: Case) {
    let reading = ConfigurationSample.read(replacing: example.piece, by: example.other)
    let words = reading.findings.map { $0.message + ($0.hint.map { " → \($0)" } ?? "") }
    #expect(words == example.findings)
    // No output ever holds a password.
    #expect(!words.joined().contains("hunter2"))
  }

  static let broken = [
    ("", "config.json line 1 column 1: the file is empty"),
    ("{\n  \"a\": 1,\n}", "config.json line 3 column 1: a comma stands before }"),
    ("{\n  // why\n}", "config.json line 2 column 3: JSON has no comments"),
    (
      "{\n  'a': 1 }", "config.json line 2 column 3: a text begins and ends with \", not with '"
    ),
    ("{ \"é\" 1 }", "config.json line 1 column 7: a colon after \"é\" should stand here, not '1'"),
    (
      "{ \"a\": 1 \"b\": 2 }",
      "config.json line 1 column 10: a comma or } should stand here, not '\"'"
    ),
    ("{\n \"a\": [1,\n2", "config.json line 3 column 2: the [ of line 2 is never closed"),
    (
      "{ \"a\": \"x\n\" }",
      "config.json line 1 column 10: the text is not closed before the end of the line"
    ),
    ("{ \"a\": 01 }", "config.json line 1 column 10: '01' is not a number"),
    ("{ \"a\": yes }", "config.json line 1 column 11: 'yes' is no JSON value"),
    (
      "{ \"a\": \"\\x\" }",
      "config.json line 1 column 10: a backslash is followed by what JSON does not know"
    ),
    (
      "[]",
      "config.json line 1: the configuration is a list, and should be a group of settings in { }"
    ),
    ("{} {}", "config.json line 1 column 4: text follows the end of the configuration"),
    (
      String(repeating: "[", count: 100),
      "config.json line 1 column 65: more than 64 brackets are open"
    ),
  ]

  @Test("that breaks the JSON is named by line and column", arguments: broken)
  func syntax(text: String, message: String) {
    #expect(ConfigurationSample.read(text).findings.map(\.message) == [message])
  }

  @Test("is named together with all others, and ends with 78")
  func together() {
    let text = ConfigurationSample.text
      .replacingOccurrences(of: "friday", with: "firday")
      .replacingOccurrences(of: "\"website\"", with: "\"webiste\"")
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationSample.read(text).get()
    }
    #expect(error?.exitCode == .badConfiguration)
    #expect(
      error?.message == """
        config.json has 2 mistakes
        config.json line 6: organization.webiste is not a setting
          hint: did you mean website?
        config.json line 10: digest.schedule.weekly[0]: 'firday' is not known here
          hint: did you mean friday?
        """)
  }

  @Test("about a missing file is found when files are looked at")
  func files() throws {
    let folder = try ScratchFolder()
    let file = folder.url.appendingPathComponent("config.json")
    let text = ConfigurationSample.text.replacingOccurrences(
      of: #""url": "smtp://127.0.0.1:2525""#,
      with: #""url": "smtp://127.0.0.1:2525", "username": "u", "passwordFile": "secret""#)
    try Data(text.utf8).write(to: file)
    let secret = folder.url.appendingPathComponent("secret")
    try Data("hunter2".utf8).write(to: secret)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret.path)
    let reading = ConfigurationFile(url: file).read()
    #expect(reading.findings == [])
    #expect(
      reading.fileFindings().map(\.message) == [
        "config.json line 1: keys.file: the file of keys 'broadsheet.keys' does not exist",
        "config.json line 9: smtp.passwordFile: the password's file 'secret' can be read by other "
          + "users",
        "config.json line 14: affiliates[0].list: the list 'Lists/jpu.csv' does not exist",
        "config.json line 15: affiliates[1].list: the list 'Lists/ar.csv' does not exist",
      ])
    #expect(reading.fileFindings().map(\.severity) == [.mistake, .warning, .mistake, .mistake])
  }

  @Test("a missing configuration is named, with how to make one")
  func missing() throws {
    let file = ConfigurationFile(url: URL(fileURLWithPath: "/nonexistent/config.json"))
    let error = #expect(throws: ConfigurationError.self) { try file.configuration() }
    #expect(
      error?.message == "config.json: the configuration cannot be read: No such file or directory")
    #expect(error?.hint == "name it with --config FILE, or make one with 'broadsheet init'")
  }

  @Test("never crashes the reader, whatever the octets")
  func garbage() {
    var generator = SeededGenerator(seed: 11)
    let sample = Array(ConfigurationSample.text.utf8)
    for _ in 0..<1500 {
      var octets = sample
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<octets.count, using: &generator)
        octets[place] = UInt8.random(in: .min ... .max, using: &generator)
      }
      let reading = ConfigurationFile(url: ConfigurationSample.file).read(octets: octets)
      let isUsable = (try? reading.get()) != nil
      // What is not usable says why.
      #expect(isUsable || reading.findings.contains { $0.severity == .mistake })
    }
  }
}
