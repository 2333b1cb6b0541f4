/// A value and the path by which messages name it.
struct LocatedNode: Equatable, Sendable {
  var path: String
  /// The line of its key.
  var line: Int
  var node: JSONNode
}

/// One group of settings, with what it inherits.
struct Section: Equatable {
  var path: String
  var line: Int
  private(set) var members: [String: LocatedNode] = [:]
  /// The keys in the file's order.
  private(set) var keys: [String] = []

  init(path: String, line: Int) {
    self.path = path
    self.line = line
  }

  subscript(key: String) -> LocatedNode? { members[key] }

  mutating func add(_ member: JSONMember) {
    keys.append(member.key)
    members[member.key] = LocatedNode(
      path: path(of: member.key), line: member.line, node: member.node)
  }

  /// The path of a setting in this section.
  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// This section over another: what it sets counts, even null; all else is the other's.
  func inheriting(_ parent: Section?) -> Section {
    guard let parent else { return self }
    var result = self
    for key in parent.keys where result.members[key] == nil {
      result.members[key] = parent.members[key]
      result.keys.append(key)
    }
    return result
  }
}
