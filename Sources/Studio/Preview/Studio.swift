public import Hummingbird
import Web

/// The studio: each affiliate's next edition as pages, for whoever sits at this machine.
///
/// It shows and changes nothing: it opens no port but its own on loopback, sends nothing and records
/// nothing. What it shows is read anew when a file changes, and what is wrong with a file is shown
/// in place of it.
public struct Studio: Sendable {
  let host: String
  let port: Int
  let pages: PreviewPages

  /// - Parameters:
  ///   - host: an address of loopback.
  ///   - port: 0 for any that is free.
  ///   - places: what is watched until a newsroom says more: the configuration at least.
  ///   - open: reads the federation's files; called again after each change, on a thread that may
  ///     block.
  public init(
    host: String, port: Int, watching places: WatchedPlaces,
    open: @escaping @Sendable () throws -> Newsroom
  ) {
    self.host = host
    self.port = port
    pages = PreviewPages(desk: EditionDesk(watching: places, open: open))
  }

  /// The studio as a server, to be run with others; it ends in good order when it is asked to.
  ///
  /// - Parameter listening: is told the port once it listens.
  public func application(
    listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    WebServer(host: host, port: port)
      .application(answering: LoopbackResponder(pages), listening: listening)
  }
}
