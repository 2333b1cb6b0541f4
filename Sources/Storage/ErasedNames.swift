import Foundation
import GRDB
public import Newsletter

extension Database {
  /// Lets queries ask for the names of an erased address, as a JSON array.
  func recogniseErased(by names: @escaping Store.ErasedNames) {
    let function = DatabaseFunction(Self.erasedNames, argumentCount: 1) { values in
      guard let canonical = String.fromDatabaseValue(values[0]) else { return nil }
      return try StoredJSON.text(names(canonical))
    }
    add(function: function)
  }

  static let erasedNames = "erasedNames"

  /// Whether anybody was erased; while nobody was, no address needs to be hashed.
  func hasErased() throws -> Bool {
    let statement = try cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM suppression WHERE canonical GLOB 'erased:*')")
    return try Bool.fetchOne(statement) ?? false
  }

  /// The number of the person who was erased under this address; nil when none was.
  func erasedNumber(of subscriber: Subscriber) throws -> Int64? {
    guard try hasErased() else { return nil }
    let statement = try cachedStatement(
      sql: """
        SELECT id FROM subscriber
        WHERE canonical IN (SELECT value FROM json_each(\(Self.erasedNames)(?)))
        """)
    return try Int64.fetchOne(statement, arguments: [subscriber.canonical])
  }

  /// The name of an erased address under the current key; nil when there is no key.
  func erasedName(of subscriber: Subscriber) throws -> String? {
    try String.fetchOne(
      self, sql: "SELECT json_extract(\(Self.erasedNames)(?), '$[0]')",
      arguments: [subscriber.canonical])
  }
}

extension Store {
  /// Whether a person was erased, so that no list, import, sign-up or letter may reach them.
  public func isErased(_ subscriber: Subscriber) throws(StorageError) -> Bool {
    try read { try $0.isErased(subscriber) }
  }
}

extension Database {
  func isErased(_ subscriber: Subscriber) throws -> Bool {
    // Who has a row under their address is not erased.
    try knownNumber(of: subscriber) == nil && erasedNumber(of: subscriber) != nil
  }

  /// Whether nothing may be sent to a person, erased ones included.
  func isSuppressed(_ subscriber: Subscriber) throws -> Bool {
    let statement = try cachedStatement(
      sql: """
        SELECT isLifted = 0 FROM suppression WHERE canonical = ? ORDER BY id DESC LIMIT 1
        """)
    if try Bool.fetchOne(statement, arguments: [subscriber.canonical]) ?? false { return true }
    return try isErased(subscriber)
  }
}

extension Store {
  /// Those who were erased, to look up many people at once.
  public func erasedPeople() throws(StorageError) -> ErasedPeople {
    let names = try read { database in
      try String.fetchSet(
        database, sql: "SELECT canonical FROM subscriber WHERE canonical GLOB 'erased:*'")
    }
    return ErasedPeople(names: names, erasedNames: erasedNames)
  }
}

/// The people who were erased, known by the names that took their addresses' place.
public struct ErasedPeople: Sendable {
  let names: Set<String>
  let erasedNames: Store.ErasedNames

  public var isEmpty: Bool { names.isEmpty }

  public func contains(_ person: Subscriber) -> Bool {
    !names.isEmpty && erasedNames(person.canonical).contains { names.contains($0) }
  }
}
