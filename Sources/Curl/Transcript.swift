import CCurl

/// The reply lines that a server sends while libcurl opens a connection.
final class Transcript {
  /// More than any honest server says; what comes after is not kept.
  private static let longest = 64 * 1024

  private(set) var bytes: [UInt8] = []

  /// libcurl keeps the address of this object until ``detach(from:)``: its owner must outlive that.
  func attach(to handle: CurlHandle) throws(CurlError) {
    try handle.check(
      broadsheet_setopt_write(handle.pointer, CURLOPT_HEADERFUNCTION) {
        line, size, count, context in
        guard let line, let context else { return 0 }
        Unmanaged<Transcript>.fromOpaque(context).takeUnretainedValue()
          .append(UnsafeRawBufferPointer(start: line, count: size * count))
        return size * count
      })
    try handle.check(
      broadsheet_setopt_pointer(
        handle.pointer, CURLOPT_HEADERDATA, Unmanaged.passUnretained(self).toOpaque()))
  }

  func detach(from handle: CurlHandle) {
    // Setting an option back to nothing has no way to fail.
    _ = broadsheet_setopt_write(handle.pointer, CURLOPT_HEADERFUNCTION, nil)
    _ = broadsheet_setopt_pointer(handle.pointer, CURLOPT_HEADERDATA, nil)
  }

  private func append(_ line: UnsafeRawBufferPointer) {
    guard bytes.count + line.count <= Self.longest else { return }
    bytes += line
    // libcurl hands over whole lines, of which some versions cut the line end.
    if line.last != 0x0A { bytes.append(0x0A) }
  }
}
