public import Diagnostics
import Lists
import Mail
import Newsletter

extension Federation {
  /// A verdict for each address of the list files, and a hint for each that is not as it should
  /// be; changes nothing.
  public func checkLists(_ names: [String]) throws -> ExitCode {
    let chosen = try affiliates(names)
    var exitCode = ExitCode.done
    console.stream { line, json in
      if console.isJSON { json.open("{\"lists\":[") }
      for affiliate in configuration.affiliates where chosen?.contains(affiliate.id) ?? true {
        let check = ListCheck(affiliate)
        let isClean = console.isJSON ? check.write(&json) : check.print(line)
        if !isClean { exitCode = .badData }
      }
      if console.isJSON { json.close("]}") }
    }
    return exitCode
  }
}

/// What is found in one list file.
private struct ListCheck {
  private let list: ListFile

  init(_ affiliate: AffiliateConfiguration) {
    list = ListFile(affiliate)
  }

  /// Prints what is not as it should be; whether all rows are good.
  func print(_ line: (String) -> Void) -> Bool {
    var count = ListCount()
    let outcome = read { verdict in
      count.take(verdict)
      if verdict.kind != .ok { line(verdict.text(in: list.name)) }
    }
    for note in outcome.notes { line(Self.lines(note.message, note.hint)) }
    if let error = outcome.error { line(Self.lines(error.message, error.hint)) }
    line("\(list.name): \(count.text)")
    return count.problems.isEmpty && outcome.error == nil
  }

  /// Writes a verdict for each address; whether all rows are good.
  func write(_ json: inout JSONStream) -> Bool {
    let text: (String) -> String = JSONStream.string
    json.open(
      JSONStream.members(["affiliate": text(list.affiliate.text), "file": text(list.name)])
        + ",\"addresses\":[")
    var count = ListCount()
    let outcome = read { verdict in
      count.take(verdict)
      json.add(verdict.json)
    }
    var problems = count.problems.map { "\(list.name) line \($0.line): \($0.why ?? "")" }
    if let error = outcome.error { problems.append(error.message) }
    json.close(
      "],\"people\":\(count.people),\"problems\":\(JSONStream.array(problems.map(text))),"
        + "\"notes\":\(JSONStream.array(outcome.notes.map { text($0.message) }))}")
    return problems.isEmpty
  }

  private func read(
    _ tell: (AddressVerdict) -> Void
  ) -> (notes: [ListNote], error: (any HintedError)?) {
    // Most people of a list write from few domains, and each is asked about once.
    var corrections: [String: String?] = [:]
    var kept: ListProblem?
    func hear(_ problem: ListProblem) {
      // The row of such a problem comes next, and has one verdict.
      if problem.keepsRow { kept = problem } else { tell(AddressVerdict(problem)) }
    }
    func take(_ row: ListRow) {
      defer { kept = nil }
      if let kept { return tell(AddressVerdict(row, kept)) }
      let domain = row.recipient.address.domain
      if corrections.count > 10_000 { corrections.removeAll() }
      let correction = corrections[domain] ?? DomainTypo.correction(of: domain)
      corrections[domain] = .some(correction)
      tell(AddressVerdict(row, meant: correction))
    }
    do {
      return (try list.read(tell: hear, each: take).notes, nil)
    } catch {
      return ([], error as? any HintedError ?? UsageError("\(error)"))
    }
  }

  fileprivate static func lines(_ message: String, _ hint: String?) -> String {
    message + (hint.map { "\n  hint: \($0)" } ?? "")
  }
}

/// How many people and warnings a list has, and what is to be mended.
private struct ListCount {
  private(set) var people = 0
  private(set) var warnings = 0
  private(set) var problems: [AddressVerdict] = []

  mutating func take(_ verdict: AddressVerdict) {
    if verdict.kind != .bad { people += 1 }
    if verdict.isProblem {
      problems.append(verdict)
    } else if verdict.kind == .warning {
      warnings += 1
    }
  }

  var text: String {
    let parts = [
      people.counted("person", "people"),
      warnings > 0 ? warnings.counted("warning", "warnings") : "",
      problems.isEmpty ? "" : "\(problems.count.counted("row", "rows")) to mend",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// What is to be said of one row.
private struct AddressVerdict {
  enum Kind: String {
    case ok, warning, bad
  }

  let kind: Kind
  let line: Int
  let address: String?
  var why: String?
  var hint: String?
  /// Whether the row is to be mended: a warning alone does not say so.
  var isProblem = false

  init(_ problem: ListProblem) {
    kind = .bad
    line = problem.line
    address = problem.address
    (why, hint) = (problem.what, problem.rowHint)
    isProblem = true
  }

  init(_ row: ListRow, _ problem: ListProblem) {
    kind = .warning
    line = row.line
    address = row.recipient.address.spelling
    (why, hint) = (problem.what, problem.rowHint)
    isProblem = true
  }

  /// - Parameter meant: the domain of which theirs looks like a slip.
  init(_ row: ListRow, meant: String?) {
    kind = meant == nil ? .ok : .warning
    line = row.line
    address = row.recipient.address.spelling
    guard let meant else { return }
    why = AddressSlip(row.recipient.address, meant: meant).message
    hint = AddressSlip.hint
  }

  func text(in file: String) -> String {
    ListCheck.lines("\(file) line \(line): \(why ?? "")", hint)
  }

  var json: String {
    JSONStream.object([
      "line": String(line), "address": JSONStream.string(address),
      "verdict": JSONStream.string(kind.rawValue), "why": JSONStream.string(why),
      "hint": JSONStream.string(hint),
    ])
  }
}
