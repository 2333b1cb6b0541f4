public import Foundation

/// Where the files are from which the studio makes what it shows.
public struct WatchedPlaces: Sendable, Equatable {
  /// Files that may be there or not.
  public var files: [URL]
  /// Folders, with what is in them and in their folders.
  public var folders: [URL]
  /// The database, which other commands write to.
  public var store: URL?

  public init(files: [URL], folders: [URL], store: URL? = nil) {
    self.files = files
    self.folders = folders
    self.store = store
  }
}
