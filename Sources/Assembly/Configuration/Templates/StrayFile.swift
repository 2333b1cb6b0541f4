import Diagnostics

/// A file in `Editions/` or `Templates/` that nothing reads.
struct StrayFile: HintedError, Equatable {
  enum Reason: Equatable {
    case noAffiliate(meant: String?)
    /// Its ending is not that of an introduction.
    case ending(meant: String)
    /// It is named for a day that no calendar has.
    case noDay
    /// A folder that no affiliate uses.
    case noTemplate(meant: String?)
    case unknownFile(meant: String?)
    /// A template's file outside a template's folder.
    case outside
  }

  /// From the configuration's folder: `Editions/nurse.md`.
  let path: String
  let reason: Reason

  var message: String {
    switch reason {
    case .noAffiliate: "\(path) belongs to no affiliate and is not read"
    case .ending: "\(path) is not read: the name of an introduction ends with .md"
    case .noDay: "\(path) is not read: there is no such day"
    case .noTemplate: "\(path) belongs to no affiliate, and no digest.template names it"
    case .unknownFile: "\(path) is none of the files of a template and is not read"
    case .outside: "\(path) is not read: the files of a template stand in a folder"
    }
  }

  var hint: String? {
    switch reason {
    case .noAffiliate(let meant?), .ending(let meant), .noTemplate(let meant?),
      .unknownFile(let meant?):
      "did you mean \(meant)?"
    case .noAffiliate(nil): "name it as an affiliate, or as one of its editions"
    case .noDay: "name it as an edition: the affiliate, then the day as 2026-12-04"
    case .noTemplate(nil): "name it as an affiliate, or in digest.template"
    case .unknownFile(nil): "they are \(TemplateLibrary.fileNames.joined(separator: ", "))"
    case .outside: "move it into a folder that is named as an affiliate or a template"
    }
  }

  var exitCode: ExitCode { .done }
}
