import Diagnostics

/// Why mail could not be read from where the command line said.
struct InboxError: HintedError, Equatable {
  enum Reason: Equatable {
    case missing
    case unreadable(String)
    case noMaildir
    case noMessage
  }

  /// As the command line names it.
  let place: String
  let reason: Reason

  var message: String {
    switch reason {
    case .missing: "\(place) does not exist"
    case .unreadable(let why): "\(place) cannot be read: \(why)"
    case .noMaildir: "\(place) is a folder, and no Maildir: it has no 'new' and 'cur' in it"
    case .noMessage: "\(place) has no message in it"
    }
  }

  var hint: String? {
    switch reason {
    case .missing, .unreadable: nil
    case .noMaildir: "name a Maildir, an mbox file, or the file of one message"
    case .noMessage: "a message begins with its header: lines such as 'To: leave@example.org'"
    }
  }

  var exitCode: ExitCode { .badData }
}
