import Composer
public import Diagnostics
import Foundation
import Mail
import Mailroom
import Newsletter
import Storage
import Transport

extension Federation {
  /// Writes one affiliate's next edition as `.html`, `.txt` and `.eml`; touches nothing else.
  ///
  /// - Parameters:
  ///   - subscriber: see it as this person would get it.
  ///   - folder: where the files go, made when it is not there.
  ///   - isOpened: open the `.html` with what the desktop has for it.
  public func preview(
    _ name: String, subscriber: String?, to folder: String, isOpened: Bool = false
  ) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let address = try subscriber.map { try EmailAddress($0) }
    let proof = try mailroom(try storeToRead()).proof(of: affiliate.id, for: address)
    for note in proof.notes { console.note(note) }
    let files = try write(proof, to: OutputFolder(folder))
    let report = PreviewReport(
      edition: proof.edition.text, subject: proof.parts.subject, stories: proof.storyCount,
      files: files)
    try console.show(report.text, json: report)
    if isOpened { open(files[0]) }
    return .done
  }

  private func open(_ path: String) {
    let file = URL(fileURLWithPath: path).absoluteURL
    if !DesktopOpener().open(file) {
      console.note("There is no browser to open it with here; open it yourself: \(file.path)")
    }
  }

  private func write(_ proof: Proof, to folder: OutputFolder) throws -> [String] {
    try folder.make()
    let contents: [(String, Data)] = [
      ("html", Data(proof.parts.html.utf8)), ("txt", Data(proof.parts.text.utf8)),
      ("eml", Data(proof.message.encoded())),
    ]
    return try contents.map { suffix, data in
      try folder.write(data, as: "\(proof.affiliate).\(suffix)")
    }
  }

  /// Sends the next edition of some affiliates to one address, marked as a test; the log does not
  /// hold it.
  ///
  /// - Parameter folder: takes the messages in place of the relay.
  public func sendTest(
    _ names: [String], to address: String, folder: String? = nil
  ) async throws -> ExitCode {
    let recipient = try EmailAddress(address)
    let chosen = try affiliates(names)
    if let folder { try OutputFolder(folder).make() }
    let room = try mailroom(try storeToRead(), toFolder: folder)
    var subjects: [String] = []
    for affiliate in configuration.affiliates where chosen?.contains(affiliate.id) ?? true {
      subjects.append(try await room.sendTest(of: affiliate.id, to: recipient))
    }
    let done = folder.map { "written into \($0) for" } ?? "sent to"
    try console.show(
      subjects.map { "\(done) \(recipient.spelling): \($0)" }.joined(separator: "\n"),
      json: ["subjects": subjects])
    return .done
  }

  /// Writes every message that `send` would, into a folder; touches nothing else.
  public func rehearse(_ names: [String], to folder: String) async throws -> ExitCode {
    let affiliates = try affiliates(names)
    try OutputFolder(folder).make()
    let session = try await FolderSession.open(folder)
    let editions = try await mailroom(try storeToRead()).rehearse(affiliates, into: session)
    await session.close()
    let report = RehearsalReport(folder: folder, editions: editions)
    try console.show(report.text, json: report)
    return .done
  }
}

private struct PreviewReport: Encodable {
  let edition: String
  let subject: String
  let stories: Int
  let files: [String]

  var text: String {
    "\(edition): \(subject)\n" + files.map { "  \($0)" }.joined(separator: "\n")
  }
}

private struct RehearsalReport: Encodable {
  struct Entry: Encodable {
    let id: String
    let messages: Int
  }

  let folder: String
  let editions: [Entry]

  init(folder: String, editions: [(id: EditionID, messages: Int)]) {
    self.folder = folder
    self.editions = editions.map { Entry(id: $0.id.text, messages: $0.messages) }
  }

  var text: String {
    let sum = editions.reduce(0) { $0 + $1.messages }
    let lines = editions.map { "\($0.id)  \($0.messages.counted("message", "messages"))" }
    return (lines + ["\(sum.counted("message", "messages")) in \(folder); nothing was recorded."])
      .joined(separator: "\n")
  }
}
