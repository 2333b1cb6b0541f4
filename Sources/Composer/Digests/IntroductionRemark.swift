public import Diagnostics

/// Something in an introduction that its readers do not get as it was written.
public struct IntroductionRemark: HintedError, Equatable {
  public enum Reason: Sendable, Equatable {
    /// Elements, of which the words are kept.
    case html
    case link(words: String, address: String)
    case picture(address: String)
    /// What is longer than an introduction can be.
    case cut
  }

  /// The file, as messages name it.
  public let file: String
  /// From 1.
  public let line: Int
  public let reason: Reason

  public var message: String {
    switch reason {
    case .html:
      "\(file) line \(line) has HTML, which introductions do not take; its words alone are shown"
    case .link(let words, let address):
      "\(file) line \(line): '\(words)' is no link, because '\(address)' is no whole address"
    case .picture(let address):
      "\(file) line \(line): the picture '\(address)' is not shown, because it is not on the web"
    case .cut:
      "\(file) is longer than \(MarkdownDocument.longest) characters; the rest is not shown"
    }
  }

  public var hint: String? {
    switch reason {
    case .html: "write it as Markdown"
    case .link(_, let address):
      Self.isHost(address)
        ? "write https://\(address)" : "begin it with https://, http:// or mailto:"
    case .picture: "put it on a website, and write its address with https:// before it"
    case .cut: "put what is long on a page, and link to it"
    }
  }

  public var exitCode: ExitCode { .done }

  /// On one line, with what to do.
  public var words: String { hint.map { "\(message): \($0)" } ?? message }

  /// `www.example.org/page`: an address but for its beginning.
  private static func isHost(_ address: String) -> Bool {
    let host = address.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
    let endings: Set = ["html", "htm", "pdf", "jpg", "jpeg", "png", "gif", "md", "doc", "docx"]
    return isName && labels.count > 1 && !endings.contains(labels.last?.lowercased() ?? "")
  }
}

extension IntroductionRemark.Reason {
  init(_ reason: MarkdownFlaw.Reason) {
    let shown = { (text: String) in OneLine(text).shortened(to: 80) }
    switch reason {
    case .html: self = .html
    case .link(let words, let address): self = .link(words: shown(words), address: shown(address))
    case .picture(let address): self = .picture(address: shown(address))
    }
  }
}
