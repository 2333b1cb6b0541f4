import CCurl
import Foundation

/// What libcurl reports when a transfer or a session fails.
public struct CurlError: Error, Equatable, Sendable {
  /// libcurl's own number, for the log (`man libcurl-errors`).
  public let number: Int
  /// What happened, in libcurl's words: its error buffer when that was filled.
  public let text: String

  init(code: CURLcode, detail: String) {
    number = Int(code.rawValue)
    text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
  }

  /// A call to the system that failed, with its `errno`.
  init(systemCall: String, _ number: Int32) {
    self.number = Int(CURLE_FAILED_INIT.rawValue)
    text = "\(systemCall): \(String(cString: strerror(number)))"
  }

  /// The failures that callers tell apart; everything else is `other`.
  public enum Kind: Sendable, Equatable {
    case hostNotFound, cannotConnect, timedOut
    case tlsNotOffered, tlsFailed, certificateNotTrusted, caFileUnreadable
    case loginDenied, unexpectedReply, connectionLost
    /// Somebody here asked for it.
    case cancelled
    case other
  }

  public var kind: Kind {
    switch CURLcode(rawValue: UInt32(truncatingIfNeeded: number)) {
    case CURLE_COULDNT_RESOLVE_HOST: .hostNotFound
    case CURLE_COULDNT_CONNECT: .cannotConnect
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_USE_SSL_FAILED: .tlsNotOffered
    case CURLE_SSL_CONNECT_ERROR: .tlsFailed
    case CURLE_PEER_FAILED_VERIFICATION: .certificateNotTrusted
    case CURLE_SSL_CACERT_BADFILE: .caFileUnreadable
    case CURLE_LOGIN_DENIED: .loginDenied
    case CURLE_WEIRD_SERVER_REPLY: .unexpectedReply
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING: .connectionLost
    case CURLE_ABORTED_BY_CALLBACK: .cancelled
    default: .other
    }
  }
}
