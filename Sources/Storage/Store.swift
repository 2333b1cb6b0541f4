import Foundation
import GRDB

/// The stories, people and editions of one organization and the log of what was sent: one SQLite
/// file.
///
/// Reading never waits for writing (WAL). Every write is one durable transaction
/// (`synchronous=FULL`): once a call returns, its effect survives a crash of the machine.
public final class Store: Sendable {
  let database: any DatabaseWriter
  let erasedNames: ErasedNames

  private init(_ database: any DatabaseWriter, _ erasedNames: @escaping ErasedNames) throws {
    self.database = database
    self.erasedNames = erasedNames
    try StoreSchema.migrator.migrate(database)
  }

  /// The names that stand for an erased address: one for each key, the current one's first, each
  /// beginning with ``erasedPrefix``.
  public typealias ErasedNames = @Sendable (_ canonical: String) -> [String]

  /// What the name of an erased address begins with: `erased:KEYID:hex`. No address does, for a
  /// colon stands in none.
  public static let erasedPrefix = "erased:"

  /// Opens the file at `path`, making it and its tables when they are not there.
  ///
  /// - Parameter erasedName: how an erased person is recognised when their address turns up again.
  public static func open(
    at path: String, erasedName: @escaping ErasedNames = { _ in [] }
  ) throws(StorageError) -> Store {
    try StorageError.wrapping(path) {
      // It holds everybody's address: for its owner alone, and SQLite's other files follow it.
      if !FileManager.default.fileExists(atPath: path) {
        _ = FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      }
      let pool = try DatabasePool(path: path, configuration: configuration(erasedName))
      // GRDB sets NORMAL, which survives a crash of the process but not of the machine, when it
      // turns on WAL: after whatever the configuration prepares.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return try Store(pool, erasedName)
    }
  }

  /// A store that lives in memory: for tests, and for looking ahead before there is a file.
  public static func inMemory(
    erasedName: @escaping ErasedNames = { _ in [] }
  ) throws(StorageError) -> Store {
    try StorageError.wrapping(":memory:") {
      try Store(DatabaseQueue(configuration: configuration(erasedName)), erasedName)
    }
  }

  private static func configuration(_ erasedName: @escaping ErasedNames) -> Configuration {
    var configuration = Configuration()
    // Freezing an edition for a million people holds the writer for about 30 s, and nobody who has
    // to write may fail meanwhile: neither a sign-up nor a message's record.
    configuration.busyMode = .timeout(45)
    configuration.prepareDatabase { $0.recogniseErased(by: erasedName) }
    return configuration
  }

  func read<Value>(_ work: (Database) throws -> Value) throws(StorageError) -> Value {
    try StorageError.wrapping(database.path) { try database.read(work) }
  }

  func write<Value>(_ work: (Database) throws -> Value) throws(StorageError) -> Value {
    try StorageError.wrapping(database.path) { try database.write(work) }
  }
}

extension Date {
  /// Whole seconds since 1970: how the store keeps time.
  var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
  init(seconds: Int64) { self.init(timeIntervalSince1970: Double(seconds)) }
}

/// How values that have no columns of their own are kept: JSON with sorted keys.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .secondsSince1970
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return try decoder.decode(type, from: Data(text.utf8))
  }
}
