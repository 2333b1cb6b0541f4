import struct Crypto.SHA256

/// The SHA-256 of a message's body in relaxed form (RFC 6376 section 3.4.4), made piece by piece.
///
/// It is a value: a copy goes on from where the original stood, so what many bodies begin with is
/// hashed once. The pieces may be cut anywhere. They are the body before dot-stuffing; a CR or LF
/// by itself ends a line, as it does in ``SMTPBody``.
///
///     var hash = DKIMBodyHash()
///     hash.update(variantBeginning)
///     var own = hash
///     own.update(rest)
///     own.finished()  // 32 octets
public struct DKIMBodyHash: Sendable {
  private var hash = SHA256()
  /// Line ends that are part of the body only if something follows them.
  private var heldLineEnds = 0
  /// Spaces and tabs become one space, and only if something of their line follows them.
  private var holdsSpace = false
  private var endedInCR = false
  private var hasText = false

  public init() {}

  public mutating func update(_ piece: [UInt8]) {
    piece.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ piece: ArraySlice<UInt8>) {
    piece.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ piece: UnsafeRawBufferPointer) {
    guard let last = piece.last else { return }
    var scanner = BodyScanner(piece)
    if endedInCR { scanner.skip(0x0A) }
    endedInCR = last == 0x0D
    withUnsafeTemporaryAllocation(byteCount: StagedOctets.capacity, alignment: 8) { room in
      var staged = StagedOctets(room)
      while let element = scanner.next() {
        switch element {
        case .space: holdsSpace = true
        case .lineEnd: endLine()
        case .text(let run): append(run, &staged)
        }
      }
      staged.flush(to: &hash)
    }
  }

  /// The same as with the piece's octets.
  public mutating func update(_ piece: DKIMBodyPiece) {
    update(piece.beginning)
    if !piece.text.isEmpty {
      withUnsafeTemporaryAllocation(byteCount: StagedOctets.capacity, alignment: 8) { room in
        var staged = StagedOctets(room)
        beginText(&staged)
        staged.flush(to: &hash)
      }
      piece.text.withUnsafeBytes { hash.update(bufferPointer: $0) }
      endedInCR = false
    }
    update(piece.end)
  }

  /// The 32 octets of the hash of all that was given; more may be given afterwards.
  public func finished() -> [UInt8] {
    // A body that has any text ends in one CRLF; one that has none is empty.
    guard hasText else { return Array(hash.finalize()) }
    var whole = hash
    let lineEnd: [UInt8] = [0x0D, 0x0A]
    lineEnd.withUnsafeBytes { whole.update(bufferPointer: $0) }
    return Array(whole.finalize())
  }

  private mutating func endLine() {
    holdsSpace = false
    heldLineEnds += 1
  }

  private mutating func append(_ run: UnsafeRawBufferPointer, _ staged: inout StagedOctets) {
    beginText(&staged)
    staged.append(run, to: &hash)
  }

  /// What was held back counts, as text follows.
  private mutating func beginText(_ staged: inout StagedOctets) {
    hasText = true
    while heldLineEnds > 0 {
      staged.append(0x0D, to: &hash)
      staged.append(0x0A, to: &hash)
      heldLineEnds -= 1
    }
    if holdsSpace { staged.append(0x20, to: &hash) }
    holdsSpace = false
  }
}

/// Octets on their way to a hash, gathered because each call of it costs more than a short copy.
private struct StagedOctets {
  /// What lies on the stack: more would be taken from the heap for each piece.
  static let capacity = 1024

  private let room: UnsafeMutableRawBufferPointer
  private var count = 0

  init(_ room: UnsafeMutableRawBufferPointer) { self.room = room }

  mutating func append(_ octet: UInt8, to hash: inout SHA256) {
    if count == Self.capacity { flush(to: &hash) }
    room[count] = octet
    count += 1
  }

  mutating func append(_ run: UnsafeRawBufferPointer, to hash: inout SHA256) {
    if run.count > Self.capacity - count { flush(to: &hash) }
    if run.count > Self.capacity { return hash.update(bufferPointer: run) }
    UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: run)
    count += run.count
  }

  mutating func flush(to hash: inout SHA256) {
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: room[..<count]))
    count = 0
  }
}
