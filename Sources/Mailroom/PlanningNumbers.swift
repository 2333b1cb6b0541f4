import Newsletter
import Storage

/// The numbers of people in the store, and of those it does not know yet, which hold for one plan.
struct PlanningNumbers {
  private let store: Store
  private var newcomers: [Subscriber: Int64] = [:]
  private let greatest: Int64

  init(_ store: Store) throws {
    self.store = store
    greatest = try store.greatestNumber()
  }

  /// The number of each person on a list.
  mutating func numbers(of list: [ListedPerson]) throws -> [Int64] {
    var strangers: [Subscriber] = []
    for person in list where person.number == nil {
      strangers.append(Subscriber(person.subscription.recipient.address))
    }
    newcomers.reserveCapacity(newcomers.count + strangers.count)
    var found = try numbers(of: strangers).makeIterator()
    return list.map { $0.number ?? found.next() ?? 0 }
  }

  /// The number of each of these people; who is new gets one.
  mutating func numbers(of people: [Subscriber]) throws -> [Int64] {
    // The first reading of a long list must not ask an empty store a million times.
    let known = greatest == 0 ? nil : try store.numbers(of: people)
    return people.enumerated().map { index, person in known?[index] ?? number(ofNew: person) }
  }

  /// Those of these people who have a number.
  func set(of people: Set<Subscriber>) throws -> SubscriberSet {
    let order = Array(people)
    let known = try store.numbers(of: order)
    return SubscriberSet(zip(order, known).compactMap { $1 ?? newcomers[$0] })
  }

  private mutating func number(ofNew person: Subscriber) -> Int64 {
    let number = greatest + 1 + Int64(newcomers.count)
    // One look into the table for each person but those who were met before.
    guard let first = newcomers.updateValue(number, forKey: person) else { return number }
    newcomers[person] = first
    return first
  }
}
