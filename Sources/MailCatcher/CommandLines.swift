/// Cuts what a client sends into command lines; lines that are too long are swallowed and told.
struct CommandLines {
  private let limit: Int
  private var line: [UInt8] = []
  private var isTooLong = false

  enum Line: Equatable {
    case command(String)
    case tooLong
  }

  init(limit: Int) { self.limit = limit }

  /// Takes octets up to the end of a line; how many were taken, and the line, when it ended.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> (count: Int, line: Line?) {
    let end = bytes.firstLineFeed
    let part = bytes[..<(end ?? bytes.endIndex)]
    if line.count + part.count > limit { isTooLong = true } else { line += part }
    guard end != nil else { return (part.count, nil) }
    defer {
      line.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    if line.last == 0x0D { line.removeLast() }
    return (part.count + 1, isTooLong ? .tooLong : .command(String(decoding: line, as: UTF8.self)))
  }
}
