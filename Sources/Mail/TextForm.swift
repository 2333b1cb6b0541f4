/// A text with blanks that are filled for each reader, in its transfer encoding: what is the same
/// for all is encoded once.
public struct TextForm: Sendable {
  /// A stretch of the text.
  public enum Piece: Sendable, Hashable {
    case text(String)
    /// A place to fill; its number says with what.
    case blank(Int)
  }

  /// Content-Type and Content-Transfer-Encoding.
  public let headers: [HeaderField]
  /// What is written, in order.
  let steps: [FormStep]

  /// Makes the form of a `text/…` part.
  ///
  /// Line breaks of every kind become CRLF. A text without blanks is encoded as ``MIMEPart`` does
  /// it; one with blanks as quoted-printable, or as base64 where its constant text would be.
  public init(_ pieces: [Piece], subtype: String = "plain") {
    let constant = pieces.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    guard pieces.contains(where: \.isBlank) else {
      let part = MIMEPart.text(constant, subtype: subtype)
      headers = part.headers
      steps = [.octets(part.body)]
      return
    }
    let isBase64 = TransferEncoding.best(for: CanonicalText.octets(constant)) == .base64
    let encoding = isBase64 ? TransferEncoding.base64 : .quotedPrintable
    headers = MIMEPart.textHeaders(subtype, encoding)
    steps = isBase64 ? [.base64(Self.octets(pieces))] : Self.quoted(pieces)
  }

  private static func octets(_ pieces: [Piece]) -> [FormStep.Raw] {
    pieces.map { piece in
      switch piece {
      case .text(let text): .octets(CanonicalText.octets(text))
      case .blank(let number): .blank(number)
      }
    }
  }

  /// Each blank begins a line, and so does what follows it, unless the text's own line ends there:
  /// so no constant piece depends on what stands before it.
  private static func quoted(_ pieces: [Piece]) -> [FormStep] {
    pieces.indices.map { index in
      let isFollowed = index + 1 < pieces.count
      switch pieces[index] {
      case .text(let text):
        var octets: [UInt8] = []
        QuotedPrintable.append(
          CanonicalText.octets(text), to: &octets, isContinued: isFollowed)
        return .octets(octets)
      case .blank(let number):
        return .quoted(
          number, isContinued: isFollowed && !pieces[index + 1].beginsWithLineEnd)
      }
    }
  }
}

extension TextForm.Piece {
  fileprivate var isBlank: Bool {
    if case .blank = self { return true }
    return false
  }

  fileprivate var beginsWithLineEnd: Bool {
    guard case .text(let text) = self, let first = text.utf8.first else { return false }
    return first == 0x0A || first == 0x0D
  }
}

/// One thing to write when a form is filled in.
enum FormStep: Sendable {
  case octets([UInt8])
  /// A blank in quoted-printable at the beginning of a line.
  case quoted(Int, isContinued: Bool)
  /// A whole part whose encoding shifts with the length of what is filled in.
  case base64([Raw])

  enum Raw: Sendable {
    case octets([UInt8])
    case blank(Int)
  }

  /// What it writes whoever reads it.
  var constant: [UInt8] {
    if case .octets(let octets) = self { return octets }
    return []
  }

  /// - Parameter values: what goes into each blank, UTF-8 with line ends of any kind.
  func append(to output: inout [UInt8], filling values: [[UInt8]]) {
    switch self {
    case .octets(let octets): output += octets
    case .quoted(let number, let isContinued):
      QuotedPrintable.append(
        CanonicalText.octets(values[number]), to: &output, isContinued: isContinued)
    case .base64(let pieces):
      var text: [UInt8] = []
      for piece in pieces {
        switch piece {
        case .octets(let octets): text += octets
        case .blank(let number): text += CanonicalText.octets(values[number])
        }
      }
      output += Base64.lines(text)
    }
  }
}
