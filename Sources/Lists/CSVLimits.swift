/// What a list file may be at most; anything beyond is a mistake or an attack.
public struct CSVLimits: Sendable, Equatable {
  /// Octets of one field.
  public var field: Int
  /// Fields of one record.
  public var columns: Int
  /// Octets of the file.
  public var file: Int
  /// Octets that are read again, in all, after quotes that do not close.
  public var reread: Int

  public init(
    field: Int = 64 << 10, columns: Int = 200, file: Int = 512 << 20, reread: Int = 64 << 20
  ) {
    self.field = field
    self.columns = columns
    self.file = file
    self.reread = reread
  }
}
