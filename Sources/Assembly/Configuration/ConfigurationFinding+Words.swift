import Composer
import Mail

extension ConfigurationFinding {
  public var message: String {
    let place = line.map { "\(file) line \($0): " } ?? "\(file): "
    if case .syntax(let words, _, let column) = reason {
      return "\(file) line \(line ?? 1) column \(column): \(words)"
    }
    return place + words
  }

  private var words: String {
    let path = path.isEmpty ? "the configuration" : path
    return switch reason {
    case .unreadable(let why): "the configuration cannot be read: \(why)"
    case .syntax(let words, _, _): words
    case .unknownKey: "\(path) is not a setting"
    case .repeatedKey(let firstLine): "\(path) is set on line \(firstLine) already"
    case .missing(let meaning): "\(path) is missing: \(meaning)"
    case .wrongKind(let wanted, let found, _): "\(path) is \(found), and should be \(wanted)"
    case .empty: "\(path) is empty"
    case .outOfRange(let number, let low, let high):
      "\(path) is \(number), and should be from \(low) to \(high)"
    case .notAnAddress(let error): "\(path): \(error.message)"
    case .notAURL(let text, let wanted): "\(path): '\(text)' is not \(wanted)"
    case .notALanguage(let text, _): "\(path): '\(text)' is not the tag of a language"
    case .notATimeZone(let text, _): "\(path): '\(text)' is not a time zone"
    case .notOneOf(let text, _, _): "\(path): '\(text)' is not known here"
    case .notATime(let text): "\(path): '\(text)' is not a time of day"
    case .notADuration(let text): "\(path): '\(text)' is not a length of time with its unit"
    case .notAnID(let text): "\(path): '\(text)' cannot be an affiliate's id"
    case .notAListID(let text): "\(path): '\(text)' is not a List-Id"
    case .notADomain(let text): "\(path): '\(text)' is not a domain"
    case .notAListenAddress(let text): "\(path): '\(text)' is not a host and port"
    case .notOnLoopback(let text): "\(path): '\(text)' can be reached from outside this machine"
    case .siteHasPath: "\(path) has a path, and the site's pages stand at the top of a host"
    case .passwordWritten: "\(path): a password stands in the configuration"
    case .severalPasswords(let keys):
      "\(path) has \(keys.joined(separator: " and ")), and needs one"
    case .passwordWithoutUser: "\(path) has a password and no username"
    case .userWithoutPassword: "\(path) has a username and no password"
    case .securityContradicts(let url, let security):
      "\(path) is \(security), and the url begins with \(url)"
    case .noEncryption(let host): "\(path): mail to \(host) goes over the network unencrypted"
    case .noSourceKind: "\(path) says neither feed, page nor file"
    case .severalSourceKinds(let keys): "\(path) has \(keys.joined(separator: " and ")) at once"
    case .selectorsWithoutPage(let key): "\(path): \(key) is for a page, and this is none"
    case .pageWithoutSelectors: "\(path) does not say how stories are found on the page"
    case .noAffiliates: "there is no affiliate"
    case .repeatedID(let id, let line):
      "\(path): '\(id)' is the id of the affiliate on line \(line)"
    case .repeatedName(let name, let line):
      "\(path): '\(name)' is the name of the affiliate on line \(line) too"
    case .sharedList(let list, let other): "\(path) and \(other) have the same list, \(list)"
    case .minAboveMax(let min, let max): "\(path): minStories is \(min), maxStories only \(max)"
    case .unknownTheme: "\(path) is not used by the templates that come with Broadsheet"
    case .notAColor(let text): "\(path): '\(text)' is not a colour"
    case .logoTooWide(let width, let room, let sheet):
      "\(path) is \(width), and a sheet \(sheet) wide has room for \(room) pixels"
    case .notADate(let text): "\(path): '\(text)' is not a day"
    case .untilBeforeDate(let until, let date): "\(path) is \(until), before its date, \(date)"
    case .emptyNotice: "\(path) has neither title nor text"
    case .unknownPlaceholder(let name): "\(path): nothing stands for {\(name)}"
    case .shouldBeLast(let name): "\(path): '\(name)' looks like a stream for everybody"
    case .file(let flaw, let what, let shown): "\(path): \(what) '\(shown)' \(flaw.words)"
    }
  }

  public var hint: String? {
    switch reason {
    case .unreadable: "name it with --config FILE, or make one with 'broadsheet init'"
    case .syntax(_, let hint, _): hint
    case .unknownKey(let nearest?, _): "did you mean \(nearest)?"
    case .unknownKey(nil, let known): "the settings here are \(known.joined(separator: ", "))"
    case .repeatedKey: "keep one of the two"
    case .missing, .empty: "see config.example.json for how it is written"
    case .wrongKind(_, _, let hint): hint
    case .outOfRange: nil
    case .notAnAddress(let error): error.hint
    case .notAURL(_, let wanted): "write \(wanted)"
    case .notALanguage(_, let meant):
      meant.map { "write \($0)" } ?? "write a tag such as en, es or pt-BR"
    case .notATimeZone(_, let nearest):
      nearest.map { "did you mean \($0)?" } ?? "write it as Area/City, such as America/New_York"
    case .notOneOf(_, _, let nearest?): "did you mean \(nearest)?"
    case .notOneOf(_, let known, nil): "write one of \(known.joined(separator: ", "))"
    case .notATime: "write it as 09:00, from 00:00 to 23:59"
    case .notADuration: "write 30m, 2h or 45s"
    case .notAnID: "use small letters, digits, - and _, at most 64: local-12"
    case .notAListID: "write it like a domain: river.news.example.org"
    case .notADomain: "write it as news.example.org"
    case .notAListenAddress: "write it as 127.0.0.1:8080"
    case .notOnLoopback: "the studio has no password: write 127.0.0.1 and a port"
    case .siteHasPath(let host): "write it without the path, and give the site a host: \(host)"
    case .passwordWritten:
      "take it out and set passwordFile, passwordEnvironment or passwordCommand instead"
    case .severalPasswords: "keep one of them"
    case .passwordWithoutUser: "set username, or take the password out"
    case .userWithoutPassword: "set passwordFile, passwordEnvironment or passwordCommand"
    case .securityContradicts: "take security out, or change the url"
    case .noEncryption: "take \"security\": \"none\" out unless that network is your own"
    case .noSourceKind: "write { \"feed\": \"https://www.example.org/feed\" }"
    case .severalSourceKinds: "make a source of its own for each"
    case .selectorsWithoutPage: "take it out, or write page"
    case .pageWithoutSelectors: "set \"preset\": \"drupal\", or selectors with item at least"
    case .noAffiliates: "write \"affiliates\": [ { \"id\": \"jpu\", \"name\": \"…\" } ]"
    case .repeatedID: "give each affiliate an id of its own"
    case .repeatedName: "readers cannot tell the two apart"
    case .sharedList: "each person on it is then a subscriber of both"
    case .minAboveMax: "no edition could ever be made; lower minStories"
    case .unknownTheme(let nearest): "did you mean \(nearest)?"
    case .notAColor: "write it as #1f4e79"
    case .logoTooWide(_, let room, _):
      "write \(room) or less; a file may be larger than it is shown"
    case .notADate: "write it as 2026-12-04"
    case .untilBeforeDate: "until is the last day on which it is shown; without it that is its date"
    case .emptyNotice: "give it a \"title\" or a \"text\""
    case .unknownPlaceholder:
      "write one of " + Words.placeholders.map { "{\($0)}" }.joined(separator: ", ")
    case .shouldBeLast:
      "put it last: the first affiliate that has a story sends it, and the later ones leave it out"
    case .file(let flaw, let what, _): flaw.hint(what)
    }
  }
}

extension ConfigurationFinding.FileFlaw {
  var words: String {
    switch self {
    case .missing: "does not exist"
    case .isAFolder: "is a folder"
    case .unreadable(let why): "cannot be read: \(why)"
    case .readableByOthers: "can be read by other users"
    }
  }

  func hint(_ what: String) -> String? {
    switch self {
    case .missing where what == NamedFile.Kind.keys.rawValue:
      "run 'broadsheet init' in the folder of the configuration; it makes what is missing"
    case .missing where what == NamedFile.Kind.list.rawValue:
      "make it with a first line 'email,name', or run 'broadsheet lists add'"
    case .missing, .isAFolder: "paths are relative to the configuration file"
    case .unreadable: "see who may read it with 'ls -l'"
    case .readableByOthers: "run 'chmod 600' on it"
    }
  }
}
