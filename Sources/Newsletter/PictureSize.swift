/// How large a picture is, in pixels, as its source says.
public struct PictureSize: Sendable, Hashable, Codable {
  public let width: Int
  public let height: Int

  /// More pixels than this no picture of a newsletter has.
  private static let largest = 20_000

  /// Nil for what cannot be a picture's size.
  public init?(width: Int, height: Int) {
    guard (1...Self.largest).contains(width), (1...Self.largest).contains(height) else {
      return nil
    }
    self.width = width
    self.height = height
  }

  /// The size at which it is shown in a column: as it is, or smaller, in the same proportions.
  public func fitted(to column: Int) -> PictureSize {
    guard column > 0, width > column else { return self }
    let height = (Double(self.height) * Double(column) / Double(width)).rounded()
    return PictureSize(width: column, height: max(1, Int(height))) ?? self
  }
}
