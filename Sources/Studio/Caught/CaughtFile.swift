import Foundation
import Mail

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One message's file, open to be read.
struct CaughtFile {
  let size: Int
  private let path: String
  private let handle: FileHandle

  /// Most headers fit into it.
  private static let firstPiece = 8 * 1024
  private static let longestHead = 64 * 1024
  private static let longestEnvelope = 1024 * 1024

  /// Opens a file of a folder; nil when it is gone, or when it is no plain file: a link could lead
  /// anywhere, and a pipe would be waited for.
  init?(_ name: String, in folder: String) {
    path = "\(folder)/\(name)"
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // A pipe has no end, and a folder cannot be read.
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0, lseek(descriptor, 0, SEEK_SET) == 0, read(descriptor, nil, 0) == 0 else {
      return nil
    }
    size = Int(end)
  }

  /// When it was caught.
  var time: Date {
    // Of a file that has just gone the time does not matter.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }

  /// The message, as much of it as is shown.
  func octets() -> [UInt8] { next(ReadMessage.longest) }

  /// These fields of its header.
  ///
  /// - Parameter wanted: names in lower case.
  func fields(_ wanted: Set<String>) -> ReadFields {
    var octets = next(Self.firstPiece)
    if Self.endOfHead(octets) == nil, octets.count == Self.firstPiece {
      octets += next(Self.longestHead)
    }
    return ReadFields(head: octets[..<(Self.endOfHead(octets) ?? octets.count)], wanted: wanted)
  }

  /// From whom and to whom a message came, in the file beside it; nil when there is none.
  static func envelope(of name: String, in folder: String) -> CaughtEnvelope? {
    guard let file = CaughtFile(name.dropLast(4) + ".json", in: folder) else { return nil }
    // A file that is no envelope says nothing about one.
    return try? JSONDecoder().decode(
      CaughtEnvelope.self, from: Data(file.next(longestEnvelope)))
  }

  private func next(_ count: Int) -> [UInt8] {
    // What cannot be read any more is as good as gone.
    (try? handle.read(upToCount: count)).map { Array($0) } ?? []
  }

  /// The line end before the first empty line.
  private static func endOfHead(_ octets: [UInt8]) -> Int? {
    var rest = octets[...]
    while let end = rest.firstIndex(of: 0x0A) {
      rest = rest[(end + 1)...]
      if rest.first == 0x0A || rest.first == 0x0D { return end }
    }
    return nil
  }
}

/// MAIL FROM and RCPT TO, as the catcher wrote them down.
struct CaughtEnvelope: Decodable, Sendable {
  let sender: String
  let recipients: [String]
}
