public import Diagnostics

/// Why the catcher cannot start or go on.
public struct CatcherError: HintedError, Equatable {
  public let reason: Reason

  public enum Reason: Equatable, Sendable {
    case noSuchPort(Int)
    case portTaken(Int, String)
    case folderNotWritable(String, String)
    case badCertificate(String, String, String)
    case other(String)
  }

  public var exitCode: ExitCode {
    switch reason {
    case .noSuchPort: .usage
    case .badCertificate: .badData
    case .portTaken, .folderNotWritable, .other: .failure
    }
  }

  public var message: String {
    switch reason {
    case .noSuchPort(let port): "there is no port \(port)"
    case .portTaken(let port, let detail): "cannot listen on 127.0.0.1:\(port): \(detail)"
    case .folderNotWritable(let folder, let detail): "\(folder): cannot write there: \(detail)"
    case .badCertificate(let certificate, let key, let detail):
      "\(certificate) and \(key): cannot encrypt with these: \(detail)"
    case .other(let detail): "the mail catcher stopped: \(detail)"
    }
  }

  public var hint: String? {
    switch reason {
    case .noSuchPort: "choose one from 1 to 65535 with --port, or 0 for any that is free"
    case .portTaken: "choose another port with --port, or 0 for any that is free"
    case .folderNotWritable: "name a folder that can be written to with --folder"
    case .badCertificate:
      "name a certificate and its private key, both in PEM files, with --certificate and --key"
    case .other: nil
    }
  }
}
