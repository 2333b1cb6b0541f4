import Foundation
import Newsletter
import Testing

@Suite("The size of a picture")
struct PictureSizeTests {
  @Test(
    "is fitted to a column in proportion, and never made larger",
    arguments: [
      (1200, 675, 544, 544, 306), (300, 200, 544, 300, 200), (544, 9, 544, 544, 9),
      (20_000, 1, 544, 544, 1), (1000, 3000, 500, 500, 1500), (300, 200, 0, 300, 200),
    ])
  func fitted(_ width: Int, _ height: Int, _ column: Int, _ shown: Int, _ high: Int) throws {
    let size = try #require(PictureSize(width: width, height: height))
    #expect(size.fitted(to: column) == PictureSize(width: shown, height: high))
  }

  @Test("is none that cannot be")
  func refused() {
    #expect(PictureSize(width: 0, height: 5) == nil && PictureSize(width: 5, height: -1) == nil)
    #expect(PictureSize(width: 20_001, height: 5) == nil)
  }

  @Test("stays with its picture when a listing is read again")
  func laid() {
    let url = { (name: String) in URL(string: "https://u.example/\(name).jpg") }
    let size = PictureSize(width: 1200, height: 675)
    let known = Listing(title: "One", image: url("a"), imageSize: size)
    #expect(Listing(title: "One").laid(over: known).imageSize == size)
    #expect(Listing(title: "One", image: url("a")).laid(over: known).imageSize == size)
    #expect(Listing(title: "One", image: url("b")).laid(over: known).imageSize == nil)
    let smaller = PictureSize(width: 300, height: 200)
    #expect(
      Listing(title: "One", image: url("b"), imageSize: smaller).laid(over: known).imageSize
        == smaller)
  }

  @Test("and so do the words that stand for it")
  func words() {
    let url = { (name: String) in URL(string: "https://u.example/\(name).jpg") }
    let known = Listing(title: "One", image: url("a"), imageAlt: "The hall")
    #expect(Listing(title: "One", image: url("a")).laid(over: known).imageAlt == "The hall")
    #expect(Listing(title: "One", image: url("b")).laid(over: known).imageAlt == nil)
  }

  @Test("is not asked of listings that were kept before there were sizes")
  func earlier() throws {
    let text = #"{"content":"","links":[],"summary":"","title":"One"}"#
    let listing = try JSONDecoder().decode(Listing.self, from: Data(text.utf8))
    #expect(listing == Listing(title: "One"))
  }
}
