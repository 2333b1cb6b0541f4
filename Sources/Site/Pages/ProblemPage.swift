import Web

/// Why a request gets no page of its own.
enum Problem: Sendable, Equatable {
  case notFound
  /// An edition that is not there yet.
  case notSent
  /// RFC 9110, 15.5.6: with the methods that are allowed.
  case notAllowed([String])
  case tooLarge
  case badRequest
  case wrongType
  /// A form that another site sent.
  case foreign
  /// How many seconds to wait.
  case tooMany(Int)
  case busy
  case broken

  var status: Int {
    switch self {
    case .notFound, .notSent: 404
    case .notAllowed: 405
    case .tooLarge: 413
    case .badRequest: 400
    case .wrongType: 415
    case .foreign: 403
    case .tooMany: 429
    case .busy: 503
    case .broken: 500
    }
  }

  fileprivate var words: (title: SiteText, text: SiteText) {
    switch self {
    case .notFound: (.notFoundTitle, .notFound)
    case .notSent: (.notSentTitle, .notSent)
    case .notAllowed: (.notAllowedTitle, .notAllowed)
    case .tooLarge: (.tooLargeTitle, .tooLarge)
    case .badRequest: (.badRequestTitle, .badRequest)
    case .wrongType: (.wrongTypeTitle, .wrongType)
    case .foreign: (.foreignTitle, .foreign)
    case .tooMany: (.tooManyTitle, .tooMany)
    case .busy: (.busyTitle, .busy)
    case .broken: (.brokenTitle, .broken)
    }
  }
}

extension PageScene {
  func page(_ problem: Problem) -> Page {
    let title = self(problem.words.title)
    return Page(
      self, title, status: problem.status, .h1(title), .p(self(problem.words.text)),
      problem == .notFound
        ? .p("buttons", buttonLink(.homeFindButton, to: "/find", isPrimary: false)) : .nothing)
  }
}
