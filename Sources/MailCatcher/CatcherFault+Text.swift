extension CatcherFault: CustomStringConvertible {
  /// Reads `VERB WHAT [xN | every N] [for WHOM]` or `greylist TIME [for WHOM]`.
  ///
  /// VERB is one of ``Verb``; WHAT is a reply code with an optional text, `disconnect`,
  /// `disconnect-after`, `silence` or `slow TIME`; TIME is `2s`, `500ms` or `10m`; WHOM is an
  /// address, `ana@` for a local part or `@example.org` for a domain.
  public init(_ text: String) throws(CatcherFaultError) {
    var reader = FaultReader(text, words: text.split(separator: " ").map(String.init))
    self = try reader.read()
  }

  /// The fault as it can be read again.
  public var description: String {
    var words = [verb.rawValue]
    switch effect {
    case .reply(let code, let text): words += ["\(code)", text]
    case .disconnect: words.append("disconnect")
    case .disconnectAfter: words.append("disconnect-after")
    case .silence: words.append("silence")
    case .slow(let time): words += ["slow", Self.text(of: time)]
    case .greylist(let time): words = ["greylist", Self.text(of: time)]
    }
    switch frequency {
    case .always: break
    case .first(let count): words.append("x\(count)")
    case .every(let count): words.append("every \(count)")
    }
    switch audience {
    case .everybody: break
    case .address(let address): words.append("for \(address)")
    case .localPart(let part): words.append("for \(part)@")
    case .domain(let domain): words.append("for @\(domain)")
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Reads a length of time: `500ms`, `2s`, `10m`, or `60`, which are seconds; at most an hour.
  public static func duration(_ word: String) -> Duration? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number <= 3_600_000 else { return nil }
    let duration: Duration? =
      switch word.dropFirst(digits.count) {
      case "ms": .milliseconds(number)
      case "s", "": .seconds(number)
      case "m": .seconds(60 * number)
      default: nil
      }
    return duration.flatMap { $0 <= .seconds(3600) ? $0 : nil }
  }

  private static func text(of duration: Duration) -> String {
    let (seconds, fraction) = duration.components
    guard fraction == 0 else {
      return "\(seconds * 1000 + fraction / 1_000_000_000_000_000)ms"
    }
    return "\(seconds)s"
  }
}
