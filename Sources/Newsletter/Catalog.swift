import Foundation

/// What is known of stories when a source is read: enough to tell which of its listings are new.
public struct Catalog: Sendable {
  /// Every known key among those that the document offers.
  public var stories: [StoryKey: StoryID]
  /// The stories that this source has listed, by ``Listing/fingerprint``.
  public var fingerprints: [Fingerprint: StoryID]

  public init(
    stories: [StoryKey: StoryID] = [:], fingerprints: [Fingerprint: StoryID] = [:]
  ) {
    self.stories = stories
    self.fingerprints = fingerprints
  }

  /// Tells for each distinct listing whether it is known, new, or a known story under new keys.
  public func sightings(of entries: [CatalogEntry]) -> [Sighting] {
    var sightings = entries.map(sighting)
    let unknown = sightings.indices.filter { sightings[$0].standing == .new }
    let moved = unknown.filter { fingerprints[sightings[$0].listing.fingerprint] != nil }
    guard moved.count >= 3, moved.count * 2 >= unknown.count else { return sightings }
    for index in moved {
      guard let story = fingerprints[sightings[index].listing.fingerprint] else { continue }
      sightings[index].standing = .held(resembles: story)
    }
    return sightings
  }

  private func sighting(of entry: CatalogEntry) -> Sighting {
    let matches = entry.keys.compactMap { stories[$0] }
    guard let first = matches.first else {
      return Sighting(listing: entry.listing, keys: entry.keys, standing: .new)
    }
    var sighting = Sighting(listing: entry.listing, keys: entry.keys, standing: .known(first))
    if let other = matches.first(where: { $0 != first }) {
      sighting.warning =
        "'\(entry.listing.title)' has the keys of stories \(first) and \(other); it is taken as \(first)"
    }
    return sighting
  }
}

/// A listing with the keys that count in its document.
public struct CatalogEntry: Sendable, Equatable {
  public let listing: Listing
  /// In the order in which they decide; never empty.
  public let keys: [StoryKey]

  /// The distinct listings of a document with their keys, in the document's order.
  ///
  /// A key that several listings of the document share is no key there; a listing that has no other
  /// is known by its title and text. A listing that stands in the document twice counts once.
  ///
  /// - Parameter host: the host of the source, nil for a local file.
  public static func entries(of listings: [Listing], host: String?) -> [CatalogEntry] {
    let distinct = distinctListings(listings)
    let offered = distinct.map { StoryKey.offered(by: $0, host: host) }
    var uses: [StoryKey: Int] = [:]
    for key in offered.joined() { uses[key, default: 0] += 1 }
    var texts: Set<StoryKey> = []
    return zip(distinct, offered).compactMap { listing, keys in
      let own = keys.filter { uses[$0] == 1 }
      guard own.isEmpty else { return CatalogEntry(listing: listing, keys: own) }
      let text = StoryKey.text(of: listing)
      return texts.insert(text).inserted ? CatalogEntry(listing: listing, keys: [text]) : nil
    }
  }

  /// The listings without verbatim repetitions.
  private static func distinctListings(_ listings: [Listing]) -> [Listing] {
    var seen: Set<[String?]> = []
    return listings.filter {
      seen.insert([$0.identifier, $0.url?.absoluteString, $0.title, $0.summary]).inserted
    }
  }
}

/// One listing, and what it turned out to be.
public struct Sighting: Sendable, Equatable {
  public enum Standing: Sendable, Equatable {
    case known(StoryID)
    case new
    /// New keys on the title and teaser of a known story: its identity may have moved.
    case held(resembles: StoryID)
  }

  public let listing: Listing
  public let keys: [StoryKey]
  public internal(set) var standing: Standing
  /// Set when the keys belong to two stories.
  public internal(set) var warning: String?
}

extension Listing {
  /// Stands for title and teaser; empty teasers say nothing, so such listings never look alike.
  public var fingerprint: Fingerprint {
    Fingerprint(of: title, summary.isEmpty ? url?.absoluteString ?? identifier ?? "" : summary)
  }
}
