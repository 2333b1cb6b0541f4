import Foundation
import Newsletter

/// Small stories to render.
enum Sample {
  static func story(_ number: Int) -> Story {
    Story(
      id: StoryID(Int64(number)),
      listing: Listing(
        url: URL(string: "https://federation.example/story/\(number)"), title: "Story \(number)",
        published: Press.clock, summary: "Teaser \(number)."))
  }
}
