import Curl
import Foundation
public import Mail

/// A folder that takes every message as a file of its own.
///
/// A file is whole or not there: it is written beside its place, made durable, and renamed. The
/// same message for the same person has the same name, so writing it again changes nothing.
public actor FolderSession: DeliverySession {
  private let folder: String
  /// Writing waits for the disk, so it has a thread of its own.
  private let thread = BlockingThread(name: "folder")
  private var offered: Envelope?
  private var isClosed = false

  /// Opens the folder, making it when it is not there.
  public static func open(_ folder: String) async throws(TransportError) -> FolderSession {
    let session = FolderSession(folder: folder)
    do {
      try await session.thread.run {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        guard access(folder, W_OK) == 0 else { throw SystemError.last("open") }
      }
    } catch {
      throw session.failure(error)
    }
    return session
  }

  private init(folder: String) { self.folder = folder }

  public nonisolated var isPipelined: Bool { false }

  public var isUsable: Bool { !isClosed && offered == nil }

  public func offer(_ envelope: Envelope) async throws(TransportError) -> Offer {
    guard isUsable else { throw TransportError(place: folder, reason: .sessionEnded) }
    offered = envelope
    return .ready
  }

  public func deliver(_ body: SMTPBody, announcing next: Envelope?) async -> Handover {
    let outcome = await deliver(body.message)
    guard let next, isUsable else { return Handover(outcome) }
    offered = next
    return Handover(outcome, next: .success(.ready))
  }

  private func deliver(_ message: [UInt8]) async -> DeliveryOutcome {
    guard let envelope = offered, !isClosed else {
      return .lost(dotWritten: false, TransportError(place: folder, reason: .sessionEnded))
    }
    offered = nil
    let name = MessageFileName.name(for: message, to: envelope.recipient)
    let file = DurableFile(folder: folder, name: name)
    do {
      try await thread.run { try file.write(message) }
    } catch {
      isClosed = true
      // Should the file stand there after all, the next try writes it again under its own name.
      return .lost(dotWritten: false, failure(error))
    }
    return .accepted(
      SMTPReply(code: 250, status: EnhancedStatus(2, 0, 0), lines: ["Ok: queued as \(name)"]))
  }

  /// A folder answers at once.
  public nonisolated func hurry() {}

  public func withdraw() async { isClosed = true }

  public func close() async { isClosed = true }

  private nonisolated func failure(_ error: any Error) -> TransportError {
    let detail = (error as? SystemError)?.text ?? error.localizedDescription
    return TransportError(place: folder, reason: .folderNotWritable(detail))
  }
}
