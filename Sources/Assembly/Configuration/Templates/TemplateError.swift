public import Diagnostics

/// Why a template or an introduction cannot be read.
public struct TemplateError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    /// `known`: the templates that there are.
    case missing(looked: [String], nearest: String?, known: [String])
    case badName
    case unreadable(String)
    case notUTF8
    case tooLarge(limit: Int)
  }

  public let file: String
  public let reason: Reason

  public var exitCode: ExitCode { .badConfiguration }

  public var message: String {
    switch reason {
    case .missing: "the template \(file) does not exist"
    case .badName: "'\(file)' cannot be the name of a template"
    case .unreadable(let why): "\(file) cannot be read: \(why)"
    case .notUTF8: "\(file) is not UTF-8"
    case .tooLarge(let limit): "\(file) is larger than \(limit >> 10) KB"
    }
  }

  public var hint: String? {
    switch reason {
    case .missing(let looked, let nearest, let known):
      Self.known(nearest, known) + "looked in \(looked.joined(separator: " and "))"
        + (known.isEmpty ? "; BROADSHEET_TEMPLATES may name another folder" : "")
    case .badName: "name a folder in Templates/, such as digest"
    case .unreadable: "see who may read it with 'ls -l'"
    case .notUTF8: "save it as UTF-8"
    case .tooLarge: "see whether this is the right file"
    }
  }

  private static func known(_ nearest: String?, _ known: [String]) -> String {
    if let nearest { return "did you mean '\(nearest)'? " }
    return known.isEmpty ? "" : "there are \(known.joined(separator: ", ")); "
  }
}
