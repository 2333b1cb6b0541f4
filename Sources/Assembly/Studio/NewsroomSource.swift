import Diagnostics
import Foundation
import Lint
import Lists
import Mail
import Mailroom
import Newsletter
import Storage
import Studio
import Synchronization

/// Reads a federation's files for the studio, as often as it asks.
struct NewsroomSource: Sendable {
  private let file: ConfigurationFile
  private let stores = StoreKeeper()
  /// What the studio does is told on its pages alone.
  private static let console = Console(isQuiet: true)
  /// People of a list that are named to choose from.
  private static let mostReaders = 40

  init(_ file: URL) {
    self.file = ConfigurationFile(url: file, name: file.lastPathComponent)
  }

  /// What is watched whatever the configuration says.
  var places: WatchedPlaces {
    WatchedPlaces(files: [file.url], folders: folders(of: file.url.deletingLastPathComponent()))
  }

  /// The federation as it is now.
  func newsroom() throws -> Newsroom {
    do {
      return try read()
    } catch let error as ConfigurationError {
      throw NewsroomError(
        flaws: error.mistakes.map { NewsroomError.Flaw(message: $0.message, hint: $0.hint) })
    } catch let error as any HintedError {
      throw NewsroomError(
        flaws: [NewsroomError.Flaw(message: error.message, hint: error.hint)])
    }
  }

  private func read() throws -> Newsroom {
    let reading = file.read()
    let federation = Federation(configuration: try reading.get(), console: Self.console)
    let configuration = federation.configuration
    let store = try stores.store(of: federation)
    let remarks = reading.findings.filter { $0.severity > .advice } + reading.fileFindings()
    return Newsroom(
      organization: configuration.organization.name,
      affiliates: configuration.affiliates.map { affiliate in
        Newsroom.Affiliate(
          id: affiliate.id, name: affiliate.name, due: federation.dueText(affiliate))
      },
      mailroom: try federation.mailroom(store), lint: federation.lint,
      hasStore: FileManager.default.fileExists(atPath: configuration.storage.path),
      remarks: remarks.map { NewsroomError.Flaw(message: $0.message, hint: $0.hint) },
      firstReaders: { id in
        configuration.affiliate(id).map { Self.firstReaders(of: $0) } ?? []
      },
      places: places(configuration))
  }

  private func places(_ configuration: Configuration) -> WatchedPlaces {
    let keys = configuration.dkim.map(\.keyFile) + [configuration.keysFile]
    return WatchedPlaces(
      files: [configuration.file] + keys + configuration.affiliates.map(\.list),
      folders: folders(of: configuration.folder), store: configuration.storage)
  }

  /// Introductions, and templates: the federation's own, and those that come with Broadsheet.
  private func folders(of folder: URL) -> [URL] {
    let library = TemplateLibrary(
      configurationFolder: folder,
      installed: TemplateLibrary.installedFolder(executable: Federation.executable))
    return library.folders + [IntroductionFolder(configurationFolder: folder).url]
  }

  /// The first people of a list file, as it names them.
  private static func firstReaders(of affiliate: AffiliateConfiguration) -> [EmailAddress] {
    struct Enough: Error {}
    var readers: [EmailAddress] = []
    let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
    do {
      _ = try list.read { row in
        readers.append(row.recipient.address)
        if readers.count >= mostReaders { throw Enough() }
      }
    } catch {
      // It was enough, or the list cannot be read, which the plan tells.
    }
    return readers
  }
}

/// Keeps the store open between two readings: what opens and closes a database changes its files,
/// and the studio watches them.
private final class StoreKeeper: Sendable {
  private let kept = Mutex<(path: String, number: UInt64?, store: Store)?>(nil)

  func store(of federation: Federation) throws -> Store {
    let path = federation.configuration.storage.path
    return try kept.withLock { kept in
      if let kept, kept.path == path, kept.number != nil, kept.number == Self.number(path) {
        return kept.store
      }
      let store = try federation.storeToRead()
      kept = (path, Self.number(path), store)
      return store
    }
  }

  /// What tells a file from another one that took its place.
  private static func number(_ path: String) -> UInt64? {
    // No file yet.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
  }
}
