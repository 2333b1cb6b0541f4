import Diagnostics
import Foundation
import Mail

/// Makes a ``Configuration`` of JSON and collects every mistake on the way.
///
/// Each reading function returns nil after it has noted what is wrong, so that one run names all.
struct ConfigurationDecoder {
  let fileName: String
  let file: URL
  /// What `{id}` stands for while an affiliate is read.
  var affiliateID: String?
  private(set) var findings: [ConfigurationFinding] = []
  /// The files that the configuration names, for a later look.
  private(set) var files: [NamedFile] = []

  init(file: URL, fileName: String) {
    self.file = file
    self.fileName = fileName
  }

  // MARK: Noting

  mutating func note(_ reason: ConfigurationFinding.Reason, _ path: String, line: Int?) {
    // What affiliates inherit is read for each of them, and is wrong once.
    let isKnown = findings.contains { $0.path == path && $0.line == line && $0.isAbout(reason) }
    if isKnown { return }
    findings.append(
      ConfigurationFinding(file: fileName, line: line, path: path, reason: reason))
  }

  mutating func note(_ reason: ConfigurationFinding.Reason, _ place: LocatedNode) {
    note(reason, place.path, line: place.line)
  }

  mutating func noteMissing(_ key: String, in section: Section) {
    let path = section.path(of: key)
    let meaning = SettingReference.setting(at: path)?.meaning ?? ""
    note(.missing(meaning: meaning), path, line: section.line)
  }

  // MARK: Groups and lists

  /// The group at a place, with its unknown and repeated keys noted.
  mutating func section(_ place: LocatedNode?) -> Section? {
    guard let place = place?.present else { return nil }
    guard case .object(let members) = place.node.value else {
      noteWrongKind(place, "a group of settings in { }")
      return nil
    }
    var section = Section(path: place.path, line: place.line)
    let known = SettingReference.keys(under: place.path)
    for member in members {
      let path = section.path(of: member.key)
      if let first = section[member.key] {
        note(.repeatedKey(firstLine: first.line), path, line: member.line)
      } else if let known, !known.contains(member.key) {
        noteUnknown(member, path, known)
      } else {
        section.add(member)
      }
    }
    return section
  }

  private mutating func noteUnknown(_ member: JSONMember, _ path: String, _ known: [String]) {
    let password = ["password", "passwd", "pass", "secret"]
    if password.contains(member.key.lowercased()) {
      return note(.passwordWritten, path, line: member.line)
    }
    let nearest = Suggestion.nearest(to: member.key, among: known)
    note(.unknownKey(nearest: nearest, known: known), path, line: member.line)
  }

  /// The elements of a list; one element may stand without brackets where that cannot mislead.
  mutating func elements(_ place: LocatedNode?) -> [LocatedNode]? {
    guard let place = place?.present else { return nil }
    guard case .array(let nodes) = place.node.value else {
      noteWrongKind(place, "a list in [ ]")
      return nil
    }
    return nodes.enumerated().map { index, node in
      LocatedNode(path: "\(place.path)[\(index)]", line: node.line, node: node)
    }
  }

  // MARK: Addresses and files

  /// An absolute http or https address.
  mutating func webAddress(_ place: LocatedNode?) -> URL? {
    guard let place, let text = text(place) else { return nil }
    let wanted = "an address that begins with https:// or http://"
    return url(text, schemes: ["http", "https"], wanted: wanted, place)
  }

  /// An http, https or file address, or a path.
  mutating func sourceAddress(_ place: LocatedNode?) -> URL? {
    guard let place, let text = text(place) else { return nil }
    guard text.contains("://") else { return fileURL(place, as: .source) }
    let wanted = "a file, or an address that begins with https:// or http://"
    guard let url = url(text, schemes: ["http", "https", "file"], wanted: wanted, place) else {
      return nil
    }
    if url.isFileURL { files.append(NamedFile(kind: .source, url: url, shown: text, place: place)) }
    return url
  }

  /// A path relative to the configuration file; the file is noted for a later look.
  mutating func fileURL(_ place: LocatedNode?, as kind: NamedFile.Kind) -> URL? {
    guard let place, let text = text(place) else { return nil }
    return namedFile(text, kind, place)
  }

  mutating func namedFile(_ path: String, _ kind: NamedFile.Kind, _ place: LocatedNode) -> URL {
    let url = URL(fileURLWithPath: path, relativeTo: file.deletingLastPathComponent())
      .absoluteURL.standardizedFileURL
    files.append(NamedFile(kind: kind, url: url, shown: path, place: place))
    return url
  }

  private mutating func url(
    _ text: String, schemes: [String], wanted: String, _ place: LocatedNode
  ) -> URL? {
    let parts = URLComponents(string: text)
    if Self.holdsPassword(text) {
      note(.passwordWritten, place)
      return nil
    }
    let hasPlace = parts?.scheme == "file" || parts?.host?.isEmpty == false
    let isClean = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace }
    guard let parts, let url = parts.url, let scheme = parts.scheme?.lowercased(),
      schemes.contains(scheme), hasPlace, isClean
    else {
      note(.notAURL(text, wanted: wanted), place)
      return nil
    }
    return url
  }

  /// Whether an address has `name:password@` in it, even one that is no address otherwise.
  static func holdsPassword(_ address: String) -> Bool {
    guard let start = address.range(of: "://")?.upperBound else { return false }
    let authority = address[start...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }

  mutating func noteWrongKind(_ place: LocatedNode, _ wanted: String, hint: String? = nil) {
    note(.wrongKind(wanted: wanted, found: place.node.kind, hint: hint), place)
  }
}

extension LocatedNode {
  /// Nil for null, which unsets what would be inherited.
  var present: LocatedNode? { node.value == .null ? nil : self }
}

extension ConfigurationFinding {
  /// Whether another finding about the same setting would say the same thing over again.
  fileprivate func isAbout(_ other: Reason) -> Bool {
    switch (reason, other) {
    case (.file, .file), (.notAnAddress, .notAnAddress), (.notAURL, .notAURL): true
    default: reason == other
    }
  }
}
