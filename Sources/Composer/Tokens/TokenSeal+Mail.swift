import Foundation
public import Mail

extension TokenSeal {
  /// What the tokens in a message stand for, each once: those in the addresses that it came to, and
  /// where there is none, those in its subject.
  ///
  /// A token that was forged, or changed on the way, is none.
  public func tokens(in mail: ReadMail) -> [LinkToken] {
    let addressed = mail.recipients.flatMap { address in
      address.prefix { $0 != "@" }.split(separator: "+").dropFirst().compactMap {
        open(String($0))
      }
    }
    return unique(addressed.isEmpty ? written(mail.subject) : addressed)
  }

  private func written(_ subject: String) -> [LinkToken] {
    let isInToken = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
    }
    return subject.split(whereSeparator: { !isInToken($0) }).compactMap { word in
      // A sentence may end behind it, and no token does with a full stop.
      open(String(word)) ?? open(word.trimmingCharacters(in: ["."]))
    }
  }

  private func unique(_ tokens: [LinkToken]) -> [LinkToken] {
    var seen: Set<LinkToken> = []
    return tokens.filter { seen.insert($0).inserted }
  }
}
