/// Unicode labels in the letters that the DNS takes (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let smallest = 1
  private static let largest = 26

  /// The label encoded, without `xn--`; nil when it is too long for any label.
  static func encode(_ label: some StringProtocol) -> String? {
    let points = label.unicodeScalars.map { Int($0.value) }
    // A label has at most 63 octets and each code point costs at least one; the bound also
    // keeps the loops below short and their sums small.
    guard points.count <= 63 else { return nil }
    var output = points.filter { $0 < 0x80 }.map { UInt8($0) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }

    var (current, delta, bias, handled) = (0x80, 0, 72, basicCount)
    while handled < points.count {
      guard let next = points.filter({ $0 >= current }).min() else { return nil }
      delta += (next - current) * (handled + 1)
      current = next
      for point in points {
        if point < current { delta += 1 }
        guard point == current else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapted(delta, total: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      current += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A number as digits of base 36 whose weights depend on the bias (section 3.3).
  private static func append(_ number: Int, bias: Int, to output: inout [UInt8]) {
    var rest = number
    var position = base
    while true {
      let threshold = min(max(position - bias, smallest), largest)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 97 + value : 22 + value)
  }

  /// Section 6.1.
  private static func adapted(_ delta: Int, total: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / total
    var position = 0
    while rest > (base - smallest) * largest / 2 {
      rest /= base - smallest
      position += base
    }
    return position + (base - smallest + 1) * rest / (rest + 38)
  }
}
