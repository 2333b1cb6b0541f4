/// Tells in which line of a text an octet is.
struct LineIndex: Sendable {
  /// Where each line begins.
  private var starts: [Int] = [0]

  init(_ octets: [UInt8]) {
    for (index, octet) in octets.enumerated() where octet == 0x0A { starts.append(index + 1) }
  }

  /// From 1.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
