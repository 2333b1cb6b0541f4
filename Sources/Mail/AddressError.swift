public import Diagnostics

/// Why a text is no email address that mail can go to.
public struct AddressError: HintedError, Equatable {
  /// The text as it was given.
  public let text: String
  public let reason: Reason

  public enum Reason: Error, Hashable {
    case empty
    case noAt
    case severalAts
    case lineBreak
    case controlCharacter
    case space
    case displayName
    case nothingBeforeAt
    case nothingAfterAt
    case localPartTooLong
    case localPartNotASCII
    case localPartCharacter(Character)
    case localPartDots
    case unclosedQuote
    case tooLong
    case numericAddress
    case domainWithoutDot
    case domainDots
    case domainCharacter(Character)
    case labelTooLong
    case labelHyphen
  }

  init(_ text: String, _ reason: Reason) {
    self.text = text
    self.reason = reason
  }

  public var message: String { "'\(shownText)' is not an email address: \(words)" }
  public var exitCode: ExitCode { .badData }

  public var hint: String? {
    switch reason {
    case .displayName:
      "write the address alone, as name@example.org, and the name in its own column"
    case .localPartNotASCII:
      "ask for the person's address in plain letters; few servers take others"
    case .space: "take the space out: name@example.org"
    case .severalAts: "write one address a row, as name@example.org"
    case .domainWithoutDot: "write the whole domain: name@example.org"
    case .numericAddress: "write the name of the server's domain: name@example.org"
    default: "write it as name@example.org"
    }
  }

  private var words: String {
    switch reason {
    case .empty: "it is empty"
    case .noAt: "it has no @"
    case .severalAts: "it has more than one @"
    case .lineBreak: "it has a line break in it"
    case .controlCharacter: "it has a control character in it"
    case .space: "it has a space in it"
    case .displayName: "it has more than the address"
    case .nothingBeforeAt: "nothing stands before the @"
    case .nothingAfterAt: "nothing stands after the @"
    case .localPartTooLong: "more than 64 octets stand before the @"
    case .localPartNotASCII: "only plain letters can stand before the @"
    case .localPartCharacter(let character): "'\(character.shown)' cannot stand before the @"
    case .localPartDots: "a dot begins or ends the part before the @, or follows another"
    case .unclosedQuote: "its quotation mark is not closed before the @"
    case .tooLong: "it is longer than 254 octets"
    case .numericAddress: "a number stands where its domain should"
    case .domainWithoutDot: "its domain has no dot"
    case .domainDots: "a dot begins or ends its domain, or follows another"
    case .domainCharacter(let character): "'\(character.shown)' cannot stand in a domain"
    case .labelTooLong: "a part of its domain is longer than 63 octets"
    case .labelHyphen: "a part of its domain begins or ends with a hyphen"
    }
  }

  /// The text fit for one line of a terminal: control characters escaped, cut at 80 characters.
  private var shownText: String {
    let shown = text.unicodeScalars.prefix(80).map(\.shown)
    return shown.joined() + (text.unicodeScalars.dropFirst(80).isEmpty ? "" : "…")
  }
}

extension Unicode.Scalar {
  /// The scalar as one can see it: what is invisible or turns text around is escaped.
  fileprivate var shown: String {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: escaped(asASCII: true)
    case .spaceSeparator where self != " ": escaped(asASCII: true)
    default: String(self)
    }
  }
}

extension Character {
  fileprivate var shown: String { unicodeScalars.map(\.shown).joined() }
}
