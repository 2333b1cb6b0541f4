import Foundation
import NIOPosix

/// Where caught messages become files: `0001-ana@example.org.eml`, the envelope beside it.
struct CatcherFolder: Sendable {
  private let path: String
  /// The highest number among the files that were there at the start.
  let highestNumber: Int

  init(_ path: String) throws(CatcherError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let numbers = try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".eml") }.compactMap { Int($0.prefix { $0.isNumber }) }
      highestNumber = numbers.max() ?? 0
    } catch {
      throw CatcherError(reason: .folderNotWritable(path, error.localizedDescription))
    }
  }

  /// Writes message and envelope; the name of the message's file.
  func write(_ message: CaughtMessage) async throws(CatcherError) -> String {
    let stem = Self.stem(of: message)
    do {
      try await NIOThreadPool.singleton.runIfActive {
        try Self.envelope(of: message).write(to: url(stem + ".json"), options: .atomic)
        try Data(message.bytes).write(to: url(stem + ".eml"), options: .atomic)
      }
    } catch {
      throw CatcherError(reason: .folderNotWritable(path, error.localizedDescription))
    }
    return stem + ".eml"
  }

  private func url(_ name: String) -> URL { URL(fileURLWithPath: path).appending(path: name) }

  private static func stem(of message: CaughtMessage) -> String {
    let digits = String(message.number)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let recipient = (message.recipients.first ?? "nobody").utf8.prefix(120).map { byte in
      let isSafe =
        (48...57).contains(byte) || (64...90).contains(byte)
        || (97...122).contains(byte) || "-_.+".utf8.contains(byte)
      return isSafe ? byte : UInt8(ascii: "_")
    }
    return "\(number)-\(String(decoding: recipient, as: UTF8.self))"
  }

  private struct EnvelopeFile: Encodable {
    let sender: String
    let recipients: [String]
  }

  private static func envelope(of message: CaughtMessage) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(
      EnvelopeFile(sender: message.sender, recipients: message.recipients))
  }
}
