import NIOCore
import NIOSSL

/// How a catcher encrypts: with whose certificate, and from when on.
public struct CatcherTLS: Sendable, Hashable {
  /// A PEM file with the certificate, and those between it and the authority behind it.
  public var certificateFile: String
  /// A PEM file with the certificate's private key.
  public var keyFile: String
  public var use: Use

  public enum Use: Sendable, Hashable {
    /// STARTTLS is offered (RFC 3207).
    case offered
    /// Before STARTTLS, nothing but EHLO, NOOP and QUIT is obeyed.
    case required
    /// From the first octet, as on port 465 (RFC 8314).
    case implicit
  }

  public init(certificateFile: String, keyFile: String, use: Use = .offered) {
    self.certificateFile = certificateFile
    self.keyFile = keyFile
    self.use = use
  }

  /// Reads the files.
  func context() throws(CatcherError) -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificateFile)
      let key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      // A client that hangs up does not say goodbye; nobody should wait for it.
      configuration.shutdownTimeout = .milliseconds(200)
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw CatcherError(reason: .badCertificate(certificateFile, keyFile, "\(error)"))
    }
  }
}
