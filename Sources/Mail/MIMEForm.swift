/// The body of a message with blanks that are filled for each reader.
public struct MIMEForm: Sendable {
  /// The body's own fields: Content-Type.
  public let headers: [HeaderField]
  /// All that stands before the first blank, the same in every message: the whole body when
  /// ``hasBlanks`` is false.
  public let beginning: [UInt8]
  private let steps: [FormStep]
  private let constantSize: Int

  /// Several forms of the same content, the plainest first (RFC 2046 section 5.1.4).
  ///
  /// - Parameter boundary: as of ``MIMEPart/alternative(_:boundary:)``. Nothing that is filled in
  ///   can look like one that begins with `=_`: neither encoding has a line that begins so.
  public static func alternative(_ parts: [TextForm], boundary: String) -> MIMEForm {
    let constants = parts.flatMap(\.steps).compactMap { step -> MIMEPart? in
      guard case .octets(let octets) = step else { return nil }
      return MIMEPart(headers: [], body: octets)
    }
    let separator = Boundary.free(boundary, in: constants)
    var steps: [FormStep] = []
    for part in parts {
      var head = Array("--\(separator)\r\n".utf8)
      for header in part.headers { head += header.encoded() }
      steps += [.octets(head + [0x0D, 0x0A])] + part.steps + [.octets([0x0D, 0x0A])]
    }
    steps.append(.octets(Array("--\(separator)--\r\n".utf8)))
    let header = HeaderField(
      "Content-Type", structured: "multipart/alternative",
      parameters: [.init("boundary", separator)])
    return MIMEForm(headers: [header], steps: steps)
  }

  private init(headers: [HeaderField], steps: [FormStep]) {
    self.headers = headers
    var merged: [FormStep] = []
    var constant: [UInt8] = []
    for step in steps {
      if case .octets(let octets) = step {
        constant += octets
      } else {
        merged += [.octets(constant), step]
        constant = []
      }
    }
    merged.append(.octets(constant))
    beginning = merged.removeFirst().constant
    self.steps = merged
    constantSize = merged.reduce(0) { $0 + $1.constant.count }
  }

  /// Whether there is anything to fill in.
  public var hasBlanks: Bool { !steps.isEmpty }

  /// All that comes after ``beginning``; the whole ends in CRLF.
  ///
  /// - Parameter values: what goes into each blank, by its number, UTF-8.
  public func rest(filling values: [[UInt8]]) -> [UInt8] {
    var rest: [UInt8] = []
    // Enough for most; a blank may be there several times, and grow in its encoding.
    rest.reserveCapacity(constantSize + 4 * values.reduce(0) { $0 + $1.count } + 64)
    for step in steps { step.append(to: &rest, filling: values) }
    return rest
  }
}
