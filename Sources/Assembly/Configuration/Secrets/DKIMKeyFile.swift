import Foundation
public import Mail

/// The file of a key that signs mail, as the configuration names it.
public struct DKIMKeyFile: Sendable {
  /// Far more than any key needs.
  private static let longest = 65_536

  private let configuration: DKIMConfiguration

  public init(_ configuration: DKIMConfiguration) { self.configuration = configuration }

  /// Reads and checks the key. Who else may read its file is for `check` to say: mail goes out.
  public func read() throws(DKIMKeyFileError) -> DKIMKey {
    do {
      return try DKIMKey(
        pem: try text(), domain: configuration.domain, selector: configuration.selector,
        omit: configuration.omit)
    } catch let error as DKIMKeyError {
      throw DKIMKeyFileError(
        file: configuration.keyFile,
        .notAKey(error.named(configuration.keyFile.lastPathComponent)))
    } catch let error as DKIMKeyFileError {
      throw error
    } catch {
      throw DKIMKeyFileError(
        file: configuration.keyFile, .unreadable(SystemWords.why(error)))
    }
  }

  private func text() throws -> String {
    let file = configuration.keyFile
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw DKIMKeyFileError(file: file, .missing)
    }
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }  // Nothing was written, so nothing can be lost.
    let data = try handle.read(upToCount: Self.longest) ?? Data()
    // A PEM file is ASCII; a key in DER, or a folder's or picture's octets, is none.
    guard let text = String(validating: data, as: UTF8.self) else {
      throw DKIMKeyFileError(file: file, .notText)
    }
    return text
  }
}
