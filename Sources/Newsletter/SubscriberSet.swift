/// People by their numbers in the store, a bit for each: a million take 125 KB.
public struct SubscriberSet: Sendable, Equatable {
  /// Sixty-four words are 4,096 people; a page that nobody stands on is empty.
  private static let wordsOfPage = 64
  private var pages: [[UInt64]] = []

  public init() {}

  /// - Parameter numbers: from 1, as the store counts people.
  public init(_ numbers: some Sequence<Int64>) {
    for number in numbers { insert(number) }
  }

  public func contains(_ number: Int64) -> Bool {
    let (page, word, bit) = Self.place(of: number)
    guard page < pages.count, !pages[page].isEmpty else { return false }
    return pages[page][word] & bit != 0
  }

  /// Adds a person.
  ///
  /// - Returns: false when they were there already.
  @discardableResult
  public mutating func insert(_ number: Int64) -> Bool {
    let (page, word, bit) = Self.place(of: number)
    if page >= pages.count {
      pages.append(contentsOf: repeatElement([], count: page + 1 - pages.count))
    }
    if pages[page].isEmpty { pages[page] = Array(repeating: 0, count: Self.wordsOfPage) }
    let isNew = pages[page][word] & bit == 0
    pages[page][word] |= bit
    return isNew
  }

  private static func place(of number: Int64) -> (page: Int, word: Int, bit: UInt64) {
    let position = UInt64(number)
    let word = Int(position >> 6)
    return (word / wordsOfPage, word % wordsOfPage, 1 << (position & 63))
  }
}

extension SubscriberSet: Sequence {
  /// The people, by number.
  public struct Iterator: IteratorProtocol {
    private let pages: [[UInt64]]
    private var word = 0
    /// What is left of the word.
    private var bits: UInt64

    fileprivate init(_ pages: [[UInt64]]) {
      self.pages = pages
      bits = pages.first?.first ?? 0
    }

    public mutating func next() -> Int64? {
      while bits == 0 {
        word += 1
        let (page, place) = word.quotientAndRemainder(dividingBy: wordsOfPage)
        guard page < pages.count else { return nil }
        if pages[page].isEmpty {
          word += wordsOfPage - 1 - place
        } else {
          bits = pages[page][place]
        }
      }
      defer { bits &= bits - 1 }
      return Int64(word * 64 + bits.trailingZeroBitCount)
    }
  }

  public func makeIterator() -> Iterator { Iterator(pages) }
}
