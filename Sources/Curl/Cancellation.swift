import CCurl
import Synchronization

/// Lets another thread end what libcurl is doing: it asks about once a second whether to go on.
final class Cancellation: Sendable {
  private let isAsked = Atomic(false)

  /// Asks to end; libcurl then fails with `CURLE_ABORTED_BY_CALLBACK`.
  func ask() { isAsked.store(true, ordering: .relaxed) }

  /// Lets a handle ask here; it must be detached before this is freed.
  func attach(to handle: CurlHandle) throws(CurlError) {
    let callback: curl_xferinfo_callback = { context, _, _, _, _ in
      guard let context else { return 0 }
      let cancellation = Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue()
      return cancellation.isAsked.load(ordering: .relaxed) ? 1 : 0
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    try handle.check(
      broadsheet_setopt_progress(handle.pointer, CURLOPT_XFERINFOFUNCTION, callback))
    try handle.check(broadsheet_setopt_pointer(handle.pointer, CURLOPT_XFERINFODATA, context))
    try handle.set(CURLOPT_NOPROGRESS, 0)
  }

  func detach(from handle: CurlHandle) {
    // The handle was set once, so it can be set again.
    try? handle.set(CURLOPT_NOPROGRESS, 1)
    _ = broadsheet_setopt_pointer(handle.pointer, CURLOPT_XFERINFODATA, nil)
  }
}
