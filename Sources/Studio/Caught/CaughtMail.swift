public import Hummingbird
import Web

/// What a mail catcher keeps in its folder, to be looked at in a browser on this machine.
///
/// It reads the files and changes none: `0001-ana@example.org.eml`, and the envelope beside it.
public struct CaughtMail: Sendable {
  public var port: Int
  let pages: CaughtPages

  /// - Parameters:
  ///   - folder: where the messages are.
  ///   - port: on 127.0.0.1; 0 for any that is free.
  ///   - smtp: where to send what shall be seen here: `smtp://127.0.0.1:2525`.
  public init(folder: String, port: Int, smtp: String) {
    self.port = port
    pages = CaughtPages(folder: CaughtFolder(folder), smtp: smtp)
  }

  /// The pages as a server, to be run with others; it ends when its task is cancelled.
  ///
  /// - Parameter listening: is told the port once it listens.
  public func application(
    listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    WebServer(host: "127.0.0.1", port: port)
      .application(answering: LoopbackResponder(pages), listening: listening)
  }
}
