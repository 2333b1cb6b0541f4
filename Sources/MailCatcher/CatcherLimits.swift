/// What the catcher takes at most.
public struct CatcherLimits: Sendable, Equatable {
  /// Octets in a command line.
  public var commandLine: Int
  /// Octets in a message.
  public var message: Int
  /// Recipients of a message.
  public var recipients: Int

  public init(commandLine: Int, message: Int, recipients: Int) {
    self.commandLine = commandLine
    self.message = message
    self.recipients = recipients
  }

  public static let standard = CatcherLimits(
    commandLine: 2048, message: 32 * 1024 * 1024, recipients: 100)
}
