import Web

/// Pages for whoever sits at this machine: they show, and change nothing.
protocol LoopbackPages: Sendable {
  /// The style of these pages, behind the one that all share.
  var style: String { get }

  /// The answer to a GET.
  ///
  /// - Returns: nil where the path leads nowhere.
  func answer(to target: RequestTarget) async throws -> WebAnswer?

  /// A text that is another one once there is something else to see. It is asked for several times
  /// a second while a page is open.
  func mark() async -> String
}

extension LoopbackPages {
  var style: String { "" }
}
