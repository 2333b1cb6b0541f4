/// A JSON value that remembers where it stands, so that a mistake can be named by its line.
struct JSONNode: Equatable, Sendable {
  /// From 1.
  var line: Int
  var value: Value

  enum Value: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// As written.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
  }

  /// What a reader calls such a value.
  var kind: String {
    switch value {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "a group of settings"
    }
  }
}

/// One `"key": value` of an object; members keep their order.
struct JSONMember: Equatable, Sendable {
  var key: String
  /// The line of the key.
  var line: Int
  var node: JSONNode
}
