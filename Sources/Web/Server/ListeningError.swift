public import Diagnostics
import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a server cannot begin to listen.
public struct ListeningError: HintedError, Equatable {
  /// Who wants to listen: `the site`.
  public let server: String
  /// Host and port, as configured.
  public let address: String
  /// What names them: `site.listen`.
  public let setting: String
  public let reason: Reason

  public enum Reason: Sendable, Equatable {
    case taken
    case forbidden
    case notOurs
    case unknownHost
    case other(String)
  }

  /// What a server that could not begin to listen says.
  ///
  /// - Returns: nil when the error is about something else.
  public init?(
    _ error: any Error, of server: String, listeningOn address: String, setting: String
  ) {
    self.server = server
    self.address = address
    self.setting = setting
    switch error {
    case let error as IOError:
      reason =
        switch error.errnoCode {
        case EADDRINUSE: .taken
        case EACCES, EPERM: .forbidden
        case EADDRNOTAVAIL: .notOurs
        default: .other("\(error)")
        }
    case is SocketAddressError: reason = .unknownHost
    default: return nil
    }
  }

  public var message: String {
    "\(server) cannot listen on \(address): "
      + {
        switch reason {
        case .taken: "something else listens there"
        case .forbidden: "this user may not"
        case .notOurs: "this machine has no such address"
        case .unknownHost: "the name is not known"
        case .other(let words): words
        }
      }()
  }

  public var hint: String? {
    switch reason {
    case .taken: "end the other program, or set \(setting) to another port"
    case .forbidden: "set \(setting) to a port above 1023, and let a web server pass requests on"
    case .notOurs, .unknownHost, .other:
      "set \(setting) to an address of this machine: 127.0.0.1:8080"
    }
  }

  public var exitCode: ExitCode { reason == .taken ? .tryAgain : .badConfiguration }
}
