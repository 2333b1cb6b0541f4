import Foundation
import Lint

/// Asks SpamAssassin what it thinks of a message, where it is installed: the daemon through
/// `spamc`, else the program itself, without asking any server.
enum SpamAssassin {
  /// Points from which a filter may mistrust a message.
  static let worrying = 1.0
  static let timeout = Duration.seconds(60)

  static func findings(on message: [UInt8], _ console: Console) async -> [Finding] {
    guard let verdict = await verdict(on: message) else { return [] }
    console.note("SpamAssassin gives it \(verdict.score) points.")
    guard verdict.score >= worrying else { return [] }
    let rules = verdict.rules.prefix(8).joined(separator: ", ")
    return [
      Finding(
        .spamScore, "SpamAssassin gives \(verdict.score) points: \(rules)", at: Place(.message),
        affected: ["filters"],
        remedy: "stay below \(worrying); the names of the rules say what it is about")
    ]
  }

  struct Verdict: Equatable {
    var score: Double
    var rules: [String]
  }

  private static func verdict(on message: [UInt8]) async -> Verdict? {
    let words = ["/usr/bin/spamc", "/usr/bin/spamassassin"].filter {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    for program in words {
      let arguments = program.hasSuffix("spamc") ? ["-R"] : ["-L", "-t"]
      let outcome = await FilterCommand(program: program, arguments: arguments)
        .output(for: message, within: timeout)
      if let outcome, let verdict = verdict(in: outcome) { return verdict }
    }
    return nil
  }

  /// Reads either program's answer: `1.2/5.0` and a table, or the header X-Spam-Status.
  static func verdict(in text: String) -> Verdict? {
    let lines = text.split(whereSeparator: \.isNewline)
    // spamc says 0/0 when no daemon answers.
    guard let score = score(in: lines) else { return nil }
    // The program repeats the message above its table.
    let table = lines.lastIndex { $0.contains("pts rule name") } ?? lines.endIndex
    let rules = lines[table...].compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard words.count > 1, Double(words[0]) != nil, let name = words.dropFirst().first,
        name.count > 3, name.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" })
      else { return nil }
      return String(name)
    }
    return Verdict(score: score, rules: rules)
  }

  private static func score(in lines: [Substring]) -> Double? {
    for line in lines {
      if line.hasPrefix("X-Spam-Status:"), let place = line.range(of: "score=")?.upperBound {
        return Double(line[place...].prefix { !$0.isWhitespace })
      }
      let halves = line.split(separator: "/")
      if halves.count == 2, let score = Double(halves[0]), let limit = Double(halves[1]), limit > 0
      {
        return score
      }
    }
    return nil
  }
}
