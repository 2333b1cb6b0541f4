import CCurl

/// Header lines in libcurl's list, freed with their owner.
final class HeaderLines {
  private(set) var list: UnsafeMutablePointer<curl_slist>?

  init(_ fields: [(name: String, value: String)]) throws(CurlError) {
    for field in fields {
      // A line break in a validator that some server once sent must not become a header of ours.
      let line = "\(field.name): \(field.value)".filter { !$0.isNewline && $0 != "\0" }
      guard let longer = curl_slist_append(list, line) else {
        throw CurlError(code: CURLE_OUT_OF_MEMORY, detail: "")
      }
      list = longer
    }
  }

  deinit {
    curl_slist_free_all(list)
  }
}
