import Foundation

extension ConfigurationDecoder {
  mutating func smtp(_ section: Section?) -> SMTPConfiguration? {
    guard let section else { return nil }
    let relay = relay(in: section)
    let username = text(section["username"])
    let password = password(in: section)
    checkPair(username: section["username"], password: password, section)
    let caFile = fileURL(section["caFile"], as: .certificates)
    let helloName = domain(section["helloName"])
    let sessions = whole(section["sessions"], from: 1, to: 100) ?? 4
    let perSession = whole(section["messagesPerSession"], from: 1)
    let limit = limit(in: section)
    let domains = domainLimits(section["domains"])
    let stayFor = duration(section["stayFor"], atLeast: 0) ?? .seconds(30 * 60)
    let giveUpAfter = duration(section["giveUpAfter"]) ?? .seconds(48 * 3600)
    guard let relay else { return nil }
    return SMTPConfiguration(
      host: relay.host, port: relay.port, security: relay.security, username: username,
      password: password, caFile: caFile, helloName: helloName, sessions: sessions,
      messagesPerSession: perSession, limit: limit, domains: domains, stayFor: stayFor,
      giveUpAfter: giveUpAfter)
  }

  private struct Relay {
    var host: String
    var port: Int
    var security: SMTPConfiguration.Security
  }

  private mutating func relay(in section: Section) -> Relay? {
    guard let text = requiredText("url", in: section), let place = section["url"] else {
      return nil
    }
    guard let parts = relayURL(text, place), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    else { return nil }
    let isSecure = scheme == "smtps"
    guard let security = security(in: section, host: host, isSecure: isSecure) else { return nil }
    return Relay(host: host, port: parts.port ?? (isSecure ? 465 : 587), security: security)
  }

  private mutating func relayURL(_ text: String, _ place: LocatedNode) -> URLComponents? {
    let parts = URLComponents(string: text)
    if Self.holdsPassword(text) {
      note(.passwordWritten, place)
      return nil
    }
    guard let parts, let scheme = parts.scheme?.lowercased(), ["smtp", "smtps"].contains(scheme),
      parts.host?.isEmpty == false, parts.path.isEmpty || parts.path == "/", parts.query == nil,
      parts.user == nil,
      parts.port.map((1...65535).contains) ?? true
    else {
      note(.notAURL(text, wanted: "an address such as smtp://mail.example.org:587"), place)
      return nil
    }
    return parts
  }

  private mutating func security(
    in section: Section, host: String, isSecure: Bool
  ) -> SMTPConfiguration.Security? {
    let isLocal = SMTPConfiguration.isLoopback(host)
    guard let place = section["security"]?.present else {
      return isSecure ? .tls : isLocal ? SMTPConfiguration.Security.none : .starttls
    }
    let known = SMTPConfiguration.Security.allCases.map(\.rawValue)
    guard let word = choice(place, of: known),
      let security = SMTPConfiguration.Security(rawValue: word)
    else { return nil }
    if isSecure, security != .tls {
      note(.securityContradicts(url: "smtps://", security: word), place)
    }
    if security == .none, !isLocal { note(.noEncryption(host: host), place) }
    return security
  }

  private mutating func domain(_ place: LocatedNode?) -> String? {
    guard let place, let text = text(place) else { return nil }
    if !Self.isDomain(text) {
      note(.notADomain(text), place)
      return nil
    }
    return text
  }

  private mutating func password(in section: Section) -> SecretSource? {
    let keys = ["passwordFile", "passwordEnvironment", "passwordCommand"]
    let given = keys.filter { section[$0]?.present != nil }
    if given.count > 1 {
      note(.severalPasswords(given), section.path, line: section.line)
      return nil
    }
    switch given.first {
    case "passwordFile":
      return fileURL(section["passwordFile"], as: .password).map(SecretSource.file)
    case "passwordEnvironment":
      return text(section["passwordEnvironment"]).map(SecretSource.environment)
    case "passwordCommand":
      return command(section["passwordCommand"])
    default: return nil
    }
  }

  /// A text is for the shell; a list is a program and its arguments.
  private mutating func command(_ place: LocatedNode?) -> SecretSource? {
    guard let place else { return nil }
    if case .array = place.node.value {
      let words = (elements(place) ?? []).compactMap { text($0) }
      if words.isEmpty { note(.empty, place) }
      return words.isEmpty ? nil : .command(words)
    }
    return text(place).map { .command(["/bin/sh", "-c", $0]) }
  }

  private mutating func checkPair(
    username: LocatedNode?, password: SecretSource?, _ section: Section
  ) {
    let isAsked = section.keys.contains { $0.hasPrefix("password") }
    if username?.present == nil, password != nil {
      note(.passwordWithoutUser, section.path, line: section.line)
    }
    // A password that was refused has been noted already.
    let isRefused = findings.contains { $0.reason == .passwordWritten }
    if username?.present != nil, !isAsked, !isRefused {
      note(.userWithoutPassword, section.path, line: section.line)
    }
  }
}
