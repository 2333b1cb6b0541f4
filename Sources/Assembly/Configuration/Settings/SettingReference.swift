/// Every setting there is: what the configuration is checked against, and its documentation.
///
/// `sender`, `digest`, `theme`, `sources` and `list` may stand in an affiliate too, which then
/// overrides single settings of them.
public enum SettingReference {
  /// All settings in the order of `config.example.json`.
  public static let settings: [Setting] =
    organization + sender + smtp + files + signing + web + digest + sources + affiliates

  /// What an affiliate may override.
  static let inheritable = [
    "sender", "digest", "theme", "wording", "notices", "sources", "list",
  ]

  /// The settings that may stand directly under a path of a configuration, such as
  /// `affiliates[2].digest`; nil where any name may stand.
  static func keys(under path: String) -> [String]? {
    let pattern = pattern(of: path)
    if ["theme", "wording", "wording.en", "wording.es", "smtp.domains", "affiliates[].where"]
      .contains(pattern)
    {
      return nil
    }
    let prefix = pattern.isEmpty ? "" : pattern + "."
    var keys: [String] = []
    for setting in settings where setting.path.hasPrefix(prefix) {
      let rest = setting.path.dropFirst(prefix.count).prefix { $0 != "." && $0 != "[" }
      if !keys.contains(String(rest)) { keys.append(String(rest)) }
    }
    return pattern == "affiliates[]" ? keys + inheritable : keys
  }

  /// What a setting means, if it is known.
  static func setting(at path: String) -> Setting? {
    let pattern = pattern(of: path)
    return settings.first { $0.path == pattern }
  }

  /// The path with `[]` for each index, and without the affiliate where it overrides.
  static func pattern(of path: String) -> String {
    var pattern = ""
    var isIndex = false
    for character in path {
      if character == "]" { isIndex = false }
      if !isIndex { pattern.append(character) }
      if character == "[" { isIndex = true }
    }
    let prefix = "affiliates[]."
    guard pattern.hasPrefix(prefix) else { return pattern }
    let rest = pattern.dropFirst(prefix.count)
    let first = String(rest.prefix { $0 != "." && $0 != "[" })
    return inheritable.contains(first) ? String(rest) : pattern
  }

  private static let organization = [
    Setting("organization.name", .required, "the organization's name"),
    Setting(
      "organization.postalAddress", .required, "where paper mail reaches it; in each message"),
    Setting(
      "organization.timeZone", .required,
      "the zone of schedules and printed dates: America/New_York"
    ),
    Setting("organization.website", .nothing, "its website; also names the lists"),
    Setting("organization.language", .value("en"), "the language of the messages"),
    Setting(
      "organization.unsubscribeAddress", .value("the sender's replyTo or address"),
      "where mail that asks to leave goes"),
  ]

  private static let sender = [
    Setting("sender.name", .value("the affiliate's name"), "the name that messages are from"),
    Setting("sender.address", .required, "the address that messages are from"),
    Setting("sender.replyTo", .nothing, "where answers go"),
    Setting("sender.bounceAddress", .value("sender.address"), "where reports of failure go"),
  ]

  private static let smtp = [
    Setting("smtp.url", .required, "the relay: smtp://mail.example.org:587"),
    Setting(
      "smtp.security", .value("none on this machine, tls for smtps://, else starttls"),
      "starttls, tls or none"),
    Setting("smtp.username", .nothing, "who signs in"),
    Setting("smtp.passwordFile", .nothing, "a file that holds the password"),
    Setting("smtp.passwordEnvironment", .nothing, "an environment variable that holds it"),
    Setting("smtp.passwordCommand", .nothing, "a command that prints it, as a text or a list"),
    Setting("smtp.caFile", .nothing, "certificates to trust in place of the system's"),
    Setting("smtp.helloName", .value("the machine's name"), "the name given to the relay"),
    Setting("smtp.sessions", .value("4"), "connections at once, 1 to 100"),
    Setting("smtp.messagesPerSession", .nothing, "messages before a connection is made anew"),
    Setting("smtp.messagesPerSecond", .nothing, "at most so many a second"),
    Setting("smtp.messagesPerHour", .nothing, "at most so many an hour"),
    Setting("smtp.messagesPerDay", .nothing, "at most so many a day"),
    Setting(
      "smtp.domains[].messagesPerSecond", .nothing,
      "the same for one recipient domain: \"domains\": {\"gmail.com\": {…}}"),
    Setting("smtp.domains[].messagesPerHour", .nothing, "to that domain, at most so many an hour"),
    Setting("smtp.domains[].messagesPerDay", .nothing, "to that domain, at most so many a day"),
    Setting(
      "smtp.stayFor", .value("30m"),
      "how long a run goes on trying what is deferred; \"0m\": not at all"),
    Setting("smtp.giveUpAfter", .value("48h"), "when a deferred delivery expires"),
  ]

  private static let files = [
    Setting("storage.path", .value("broadsheet.sqlite"), "the database"),
    Setting("keys.file", .value("broadsheet.keys"), "the signing keys, made by init"),
  ]

  private static let signing = [
    Setting("dkim[].domain", .required, "the domain that signs"),
    Setting("dkim[].selector", .required, "the name of its key in the DNS"),
    Setting("dkim[].keyFile", .required, "the private key, a PEM file"),
    Setting("dkim[].omit", .value("none"), "header fields to leave unsigned"),
  ]

  private static let web = [
    Setting("site.url", .required, "the public address of the site, where there is a site"),
    Setting("site.listen", .value("127.0.0.1:8080"), "host and port the site answers on"),
    Setting(
      "site.trustedHops", .value("0"),
      "proxies before the site that add to X-Forwarded-For; 1 behind a web server"),
    Setting(
      "lint.clients", .value("gmail, outlook, apple-mail, yahoo"),
      "the mail clients that count: families, or one such as outlook/windows-2007"),
    Setting(
      "studio.listen", .value("127.0.0.1:8081"),
      "host and port of the studio, on loopback; beside a site 'serve' opens it only when set"),
  ]

  private static let digest = [
    Setting("digest.schedule.weekly", .required, "days of the week, where there is a schedule"),
    Setting("digest.schedule.at", .required, "the time of day: 09:00"),
    Setting("digest.template", .value("digest"), "the folder in Templates/"),
    Setting(
      "digest.backlog", .value("5, of the last 60 days"),
      "how many stories of the first fetch are new; a number or \"all\""),
    Setting("digest.minStories", .value("1"), "fewer new stories wait for the next slot"),
    Setting("digest.maxStories", .value("10"), "more new stories wait for the next edition"),
    Setting("theme", .nothing, "settings for the templates, those that follow and your own"),
    Setting("theme.accentColor", .value("#1f4e79"), "the affiliate's colour, such as #7a1f5c"),
    Setting("theme.backgroundColor", .value("#eef0f3"), "the page around the sheet"),
    Setting("theme.textColor", .value("#2b2d31"), "the text, made darker where it needs to be"),
    Setting(
      "theme.font", .value("system"),
      "system, arial, helvetica, verdana, tahoma, trebuchet, georgia, palatino, times, courier"),
    Setting("theme.headingFont", .value("the template's own"), "the same, for titles"),
    Setting("theme.width", .value("600"), "the width of the sheet, 480 to 720 pixels"),
    Setting("theme.logo", .nothing, "the address of a picture"),
    Setting("theme.logoWidth", .value("160"), "its width in pixels"),
    Setting("theme.logoHeight", .nothing, "its height in pixels"),
    Setting(
      "wording", .nothing,
      "other words by the names in Templates/README.md; those of another language as a group: "
        + "\"es\": {…}"),
    Setting("notices[].text", .nothing, "something to say beside the stories, in Markdown"),
    Setting("notices[].title", .nothing, "its title"),
    Setting("notices[].date", .nothing, "the day it is about: 2026-12-04"),
    Setting("notices[].until", .value("its date, else for ever"), "the last day it is shown"),
  ]

  private static let sources = [
    Setting("sources[].feed", .nothing, "the address or file of an RSS, Atom or JSON feed"),
    Setting("sources[].page", .nothing, "the address or file of a listing page"),
    Setting("sources[].file", .nothing, "a file that is any of these"),
    Setting("sources[].preset", .nothing, "for a page: drupal"),
    Setting("sources[].selectors.item", .nothing, "for a page: CSS selector of one story"),
    Setting("sources[].selectors.title", .nothing, "its title, inside of the item"),
    Setting("sources[].selectors.link", .nothing, "its link"),
    Setting("sources[].selectors.teaser", .nothing, "its teaser"),
    Setting("sources[].selectors.related", .nothing, "its related links"),
    Setting("sources[].selectors.date", .nothing, "its date"),
    Setting("sources[].selectors.image", .nothing, "its picture"),
    Setting(
      "sources[].federationWide", .value("false"),
      "true: its stories stand behind the affiliate's own, under a heading"),
    Setting("sources[].base", .value("the source's own address"), "what relative links start from"),
    Setting("list", .value("Lists/{id}.csv"), "the list of subscribers"),
  ]

  private static let affiliates = [
    Setting("affiliates[].id", .required, "short name: a-z, 0-9, - and _"),
    Setting("affiliates[].name", .required, "the affiliate's name"),
    Setting("affiliates[].listId", .value("ID.host-of-website"), "the List-Id; never change it"),
    Setting(
      "affiliates[].where", .value("everybody"),
      "whom it is for: columns of the list, each with a value or several; language \"es\" stands for"
        + " es-MX too, \"\" for an empty cell"),
    Setting("affiliates[].copies", .value("none"), "who gets each edition as a copy"),
  ]
}
