import Testing

@testable import Mailroom

@Suite("The line of shares")
struct ShareLineTests {
  struct Course: Sendable {
    /// In which order the shares are made.
    let made: [Int]
    /// How many have left the line after each.
    let left: [Int]
  }

  @Test(
    "Shares leave in the order in which they were begun",
    arguments: [
      Course(made: [0, 1, 2], left: [1, 2, 3]), Course(made: [2, 1, 0], left: [0, 0, 3]),
      Course(made: [1, 0, 2], left: [0, 2, 3]),
    ])
  func order(_ course: Course) {
    var line = ShareLine()
    #expect(course.made.map { _ in line.begin() } == [0, 1, 2])
    for (number, left) in zip(course.made, course.left) {
      line.add(ParcelShare(number: number, parcels: []))
      while line.takeNext() != nil {}
      #expect(line.count == 3 - left)
    }
  }
}
