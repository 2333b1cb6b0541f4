import CCurl
import Foundation

/// One libcurl easy handle, freed with its owner.
///
/// A handle is used by one thread at a time (libcurl's rule): its owner keeps it on one
/// ``BlockingThread``, or never shares it.
public final class CurlHandle {
  let pointer: UnsafeMutableRawPointer
  private var isClosed = false
  private let errorText: UnsafeMutablePointer<CChar>

  /// Makes a handle that raises no signal and knows where to write its error text.
  public init() throws(CurlError) {
    guard CurlLibrary.isReady, let pointer = curl_easy_init() else {
      throw CurlError(code: CURLE_FAILED_INIT, detail: "")
    }
    self.pointer = pointer
    // libcurl keeps this address and writes to it until cleanup, so the handle owns it.
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try set(CURLOPT_NOSIGNAL, 1)
    try check(broadsheet_setopt_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
  }

  deinit {
    close()
    errorText.deallocate()
  }

  /// Closes the handle's connections and frees it; it must not be used again.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    curl_easy_cleanup(pointer)
  }

  /// What libcurl last wrote about a failure, once.
  func takeErrorText() -> String {
    defer { errorText[0] = 0 }
    return String(cString: errorText)
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try check(broadsheet_setopt_long(pointer, option, value))
  }

  /// Sets a text option; libcurl copies the text.
  func set(_ option: CURLoption, _ value: String) throws(CurlError) {
    try check(broadsheet_setopt_string(pointer, option, value))
  }

  /// Throws what went wrong unless `code` says all is well.
  func check(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else {
      throw CurlError(code: code, detail: takeErrorText())
    }
  }
}

/// libcurl's process-wide set-up, done once.
enum CurlLibrary {
  static let isReady: Bool = {
    // A server that closes while we write would else end the process: OpenSSL writes to its
    // socket without asking for no signal.
    signal(SIGPIPE, SIG_IGN)
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  }()
}
