/// The body of a message with blanks that are filled for each reader.
public struct MIMEForm: Sendable {
  /// The body's own fields: Content-Type.
  public let headers: [HeaderField]
  /// All that stands before the first blank, the same in every message: the whole body when
  /// ``hasBlanks`` is false.
  public let beginning: [UInt8]
  /// What is filled in, and after each what follows it up to the next.
  private let blanks: [FormStep]
  private let constants: [FilledForm.Constant]

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
    // From here on a blank and a constant take turns.
    blanks = stride(from: 0, to: merged.count, by: 2).map { merged[$0] }
    constants = stride(from: 1, to: merged.count, by: 2).map {
      FilledForm.Constant(merged[$0].constant)
    }
  }

  /// Whether there is anything to fill in.
  public var hasBlanks: Bool { !blanks.isEmpty }

  /// All that comes after ``beginning``; the whole ends in CRLF.
  ///
  /// - Parameter values: what goes into each blank, by its number, UTF-8.
  public func filled(_ values: [[UInt8]]) -> FilledForm {
    let fillings = blanks.map { blank in
      var filling: [UInt8] = []
      blank.append(to: &filling, filling: values)
      return filling
    }
    return FilledForm(fillings: fillings, constants: constants)
  }
}

/// One reader's body behind the beginning that all share, not yet copied together.
public struct FilledForm: Sendable {
  /// What is the same in every message, and how a signature sees it.
  struct Constant: Sendable {
    let octets: [UInt8]
    let signed: DKIMBodyPiece

    init(_ octets: [UInt8]) {
      self.octets = octets
      signed = DKIMBodyPiece(octets)
    }
  }

  let fillings: [[UInt8]]
  /// One behind each filling.
  let constants: [Constant]

  /// How many octets it has.
  public var count: Int {
    zip(fillings, constants).reduce(0) { $0 + $1.0.count + $1.1.octets.count }
  }

  public func append(to octets: inout [UInt8]) {
    for (filling, constant) in zip(fillings, constants) {
      octets += filling
      octets += constant.octets
    }
  }

  /// Has a hash that has read the beginning read the rest.
  public func update(_ hash: inout DKIMBodyHash) {
    for (filling, constant) in zip(fillings, constants) {
      hash.update(filling)
      hash.update(constant.signed)
    }
  }
}
