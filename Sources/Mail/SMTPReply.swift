/// A server's answer to one command (RFC 5321 section 4.2).
public struct SMTPReply: Hashable, Sendable, Codable {
  /// The three digits.
  public let code: Int
  /// RFC 3463, when the server gives it.
  public let status: EnhancedStatus?
  /// The text of each line, without code and enhanced status; fit to print.
  public let lines: [String]

  public init(code: Int, status: EnhancedStatus? = nil, lines: [String]) {
    self.code = code
    self.status = status
    self.lines = lines
  }

  /// A reply from the texts that follow its code, which may begin with an enhanced status.
  init(code: Int, texts: [String]) {
    self.code = code
    // The class repeats the code's first digit; anything else is a number in a sentence.
    let first = texts.first?.utf8.first ?? 0
    let word = texts.first.map { $0.utf8.prefix { $0 != UInt8(ascii: " ") } } ?? ""[...].utf8
    let status =
      Int(first) == 48 + code / 100
      ? EnhancedStatus(Substring(word)).flatMap { $0.kind == code / 100 ? $0 : nil } : nil
    self.status = status
    guard status != nil else {
      lines = texts
      return
    }
    lines = texts.map { text in
      guard text.utf8.starts(with: word) else { return text }
      let rest = text.utf8.dropFirst(word.count)
      guard let mark = rest.first else { return "" }
      return mark == UInt8(ascii: " ") ? String(rest.dropFirst()) ?? text : text
    }
  }

  /// 2yz: the command is done.
  public var isDone: Bool { code / 100 == 2 }
  /// 3yz: go on.
  public var isIntermediate: Bool { code / 100 == 3 }
  /// 4yz: not now.
  public var isTransient: Bool { code / 100 == 4 }
  /// 5yz: not at all.
  public var isPermanent: Bool { code / 100 == 5 }

  /// The whole reply in one line, for logs: `550 5.1.1 No such person here`.
  public var text: String {
    var text = String(code)
    for part in [status?.description ?? ""] + lines where !part.isEmpty {
      text += " "
      text += part
    }
    return text
  }

  /// Reads ``text`` again; nil when it is none, such as a reason of our own.
  public init?(text: String) {
    var parser = SMTPReplyParser()
    parser.append("\(text)\r\n".utf8)
    // What is no reply has none of its parts.
    guard let reply = try? parser.next() else { return nil }
    self = reply
  }

  /// What the server calls the message it took, where the reply to the dot says so.
  ///
  /// A guess: no standard has it. `queued as 4F1AB`, `id=1tAbcD-00`, `ok 1732 qp 991`.
  public var queueID: String? {
    let words = lines.joined(separator: " ").split(separator: " ")
    if let id = words.first(where: { $0.hasPrefix("id=") }) { return String(id.dropFirst(3)) }
    for (index, word) in words.enumerated().dropLast() {
      if word == "as", index > 0, words[index - 1].lowercased() == "queued" {
        return String(words[index + 1])
      }
      if word == "qp" { return String(words[index + 1]) }
    }
    return words.first(where: isLikeQueueID).map(String.init)
  }

  /// Long enough, letters and digits with digits among them: not a word of a sentence.
  private func isLikeQueueID(_ word: Substring) -> Bool {
    word.utf8.count >= 8 && word.contains { $0.isASCII && $0.isNumber }
      && word.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !word.contains("@")
  }
}

extension SMTPReply: CustomStringConvertible {
  public var description: String { text }
}
