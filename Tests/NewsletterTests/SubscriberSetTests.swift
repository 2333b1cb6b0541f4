import Newsletter
import Testing

@Suite("A set of subscribers")
struct SubscriberSetTests {
  @Test("holds those who were put into it, and nobody else")
  func members() {
    let numbers: [Int64] = [1, 63, 64, 4095, 4096, 1_000_000]
    var set = SubscriberSet()
    for number in numbers {
      #expect(!set.contains(number))
      let isNew = set.insert(number)
      #expect(isNew)
      let isNewAgain = set.insert(number)
      #expect(!isNewAgain)
    }
    for number in numbers {
      #expect(set.contains(number))
      #expect(set.contains(number + 1) == numbers.contains(number + 1))
    }
    #expect(!set.contains(2_000_000))
  }
}
