public import Foundation

/// One story as it is now known, whatever sources list it.
public struct Story: Sendable, Equatable, Codable {
  public let id: StoryID
  /// What its latest reading said.
  public var listing: Listing

  public init(id: StoryID, listing: Listing) {
    self.id = id
    self.listing = listing
  }

  public var title: String { listing.title }
  public var url: URL? { listing.url }
}
