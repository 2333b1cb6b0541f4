import GRDB

/// How far somebody has read who left: while it stays the same, nobody has left since.
public struct LeavingMark: Sendable, Equatable {
  /// Changes when another connection, of whatever process, has written.
  private let dataVersion: Int64
  /// Change when this one has.
  private let lastOptOut: Int64
  private let lastSuppression: Int64

  /// - Parameter database: the writing connection; the versions of two connections say nothing
  ///   about each other.
  init(_ database: Database) throws {
    let version = try database.cachedStatement(sql: "PRAGMA data_version")
    let last = try database.cachedStatement(
      sql: "SELECT coalesce(max(id), 0) FROM optOut")
    let suppression = try database.cachedStatement(
      sql: "SELECT coalesce(max(id), 0) FROM suppression")
    dataVersion = try Int64.fetchOne(version) ?? 0
    lastOptOut = try Int64.fetchOne(last) ?? 0
    lastSuppression = try Int64.fetchOne(suppression) ?? 0
  }
}
