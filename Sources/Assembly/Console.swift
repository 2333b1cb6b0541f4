public import Diagnostics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command's words go: results to stdout, everything else to stderr.
public struct Console: Sendable {
  public var isJSON: Bool
  public var isQuiet: Bool
  /// Whether stderr is a terminal, where a progress line may be drawn and redrawn.
  public let isInteractive: Bool

  public init(isJSON: Bool = false, isQuiet: Bool = false) {
    self.isJSON = isJSON
    self.isQuiet = isQuiet
    isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1
  }

  /// Prints a result, or its JSON when that was asked for.
  func show(_ text: @autoclosure () -> String, json: @autoclosure () -> some Encodable) throws {
    if isJSON {
      print(try Self.text(json()))
    } else if !isQuiet, case let text = text(), !text.isEmpty {
      print(text)
    }
  }

  /// Prints a long result piece by piece, so that none of it has to be kept.
  ///
  /// - Parameter work: is handed a function that prints one line more.
  func stream(_ work: (_ line: (String) -> Void) throws -> Void) rethrows {
    guard isJSON || !isQuiet else { return }
    var waiting: [UInt8] = []
    defer { write(waiting, to: .standardOutput) }
    try work { line in
      waiting += (isJSON ? line : Self.harmless(line)).utf8
      waiting.append(0x0A)
      guard waiting.count >= 1 << 16 else { return }
      write(waiting, to: .standardOutput)
      waiting.removeAll(keepingCapacity: true)
    }
  }

  /// Prints a result: JSON as it is, text made harmless.
  func print(_ text: String) {
    write((isJSON ? text : Self.harmless(text)) + "\n", to: .standardOutput)
  }

  /// Says something about the work; not when quiet.
  func note(_ text: String) {
    guard !isQuiet, !text.isEmpty else { return }
    err(text)
  }

  /// Says that something is not as it should be.
  func warn(_ text: String, hint: String? = nil) {
    err("broadsheet: warning: \(text)")
    if let hint { err("broadsheet: hint: \(hint)") }
  }

  /// The one door for errors: what is wrong, and what to do next.
  public func report(_ error: any Error) -> ExitCode {
    guard let hinted = error as? any HintedError else {
      err("broadsheet: error: \(error)")
      return .failure
    }
    err("broadsheet: error: \(hinted.message)")
    if let hint = hinted.hint { err("broadsheet: hint: \(hint)") }
    return hinted.exitCode
  }

  /// Draws the progress line anew; nothing where nobody watches.
  func progress(_ text: String) {
    guard isInteractive, !isQuiet, !isJSON else { return }
    let line = ProgressLine.cut(Self.harmless(text), to: Self.width - 1)
    write("\r\u{1B}[K\(line)", to: .standardError)
  }

  func clearProgress() { progress("") }

  /// Tells a step to a program that watches stderr: one line of JSON, with `--json` alone.
  func event(_ event: ProgressEvent) {
    guard isJSON, !isQuiet else { return }
    // Whoever watches gets the next event; the work does not stop for one that cannot be written.
    guard let line = try? Self.line(event) else { return }
    write(line + "\n", to: .standardError)
  }

  /// How many characters the terminal on stderr has in a line; 80 where it does not say.
  private static var width: Int {
    var size = winsize()
    guard ioctl(FileHandle.standardError.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 80 }
    return Int(size.ws_col)
  }

  private func err(_ text: String) {
    let start = isInteractive ? "\r\u{1B}[K" : ""
    write(start + Self.harmless(text) + "\n", to: .standardError)
  }

  /// Text without what drives a terminal: titles and replies come from outside, and must neither
  /// move the cursor nor turn the line around (C0, DEL, C1, bidirectional controls).
  static func harmless(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: text.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
      })
    return String(scalars)
  }

  private func write(_ text: String, to handle: FileHandle) { write(Array(text.utf8), to: handle) }

  private func write(_ bytes: [UInt8], to handle: FileHandle) {
    // A reader that went away (`broadsheet plan | head`) is no reason to fail.
    try? handle.write(contentsOf: Data(bytes))
  }

  /// A value as JSON on one line.
  static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
