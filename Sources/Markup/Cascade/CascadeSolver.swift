/// Decides which declarations move into the elements and which are `!important` then, so that
/// every element gets what it got before.
///
/// Moving turns the cascade's order upside down: a declaration in an element outweighs all rules
/// but those with `!important`. There are four levels afterwards: rules, elements, important
/// rules, important elements. For each two declarations that may be at odds on an element, the
/// one that was stronger must stay so:
///
/// - an element's, weaker than a rule's: the rule's becomes important, the element's must not be;
/// - a rule's, weaker than an element's: if the rule's is important, the element's becomes so;
/// - two of rules, or two of an element: if the weaker is important, so is the stronger.
///
/// Each is "if this one is important, so is that one", so the fewest important ones are found by
/// going round until nothing changes. A rule that has become important may outweigh one that was
/// before: that one's selector is then made heavier. Where even that does not help, or an element's
/// must be important and must not be, the declaration that began it stays in its rule and everything
/// is worked out again. In the worst case all stay, which is the page as it was.
///
/// No two declarations are compared. A profile is walked through from its weakest to its strongest;
/// of each property all that matters to the stronger ones is remembered: the first that moved, the
/// first that is important, the heaviest. What is left to do is counted, and has a limit.
struct CascadeSolver {
  /// A declaration of one of the page's rules; they are numbered in their order.
  struct Declaration {
    var weight: Specificity
    /// What its selector gains when it is made heavier; nil when it cannot be.
    var lift: Specificity?
    var isImportant: Bool
    /// Whether it may stand in elements.
    var isMovable: Bool
  }

  private let profiles: [CascadeProfile]
  let declarations: [Declaration]

  /// Which declarations of the rules stay in them.
  private(set) var stays: [Bool]
  /// Which declarations of the rules, as far as they stay, are important.
  private(set) var isImportant: [Bool] = []
  /// How often each one's selector is made heavier.
  private(set) var lifts: [Int] = []
  /// Which entries of each profile are important, as far as they are in the element.
  private(set) var isImportantInElement: [[Bool]] = []
  /// Which entries of each profile are left out, because others cover them.
  private(set) var isCovered: [[Bool]] = []

  /// What made a declaration important that was not: the one that moved away under it.
  private var causes: [Int?] = []
  private var causesInElement: [[Int?]] = []
  private var hasChanged = false

  /// How often one declaration was held against what is known of one property.
  private(set) var work = 0
  /// Whether that was too often, so that nothing is decided.
  var isExhausted: Bool { work > Self.mostWork }

  private static let mostRounds = 24
  private static let mostWork = 20_000_000

  private static let mostLifts = 6

  init(_ profiles: [CascadeProfile], _ declarations: [Declaration]) {
    self.profiles = profiles
    self.declarations = declarations
    stays = declarations.map { !$0.isMovable }
  }

  mutating func solve() {
    for round in 0...(Self.mostRounds + 1) {
      begin()
      repeat {
        hasChanged = false
        for profile in profiles.indices where !isExhausted { spread(profile) }
      } while hasChanged && !isExhausted
      var broken: [Int?] = []
      for profile in profiles.indices where !isExhausted { broken += findBroken(profile) }
      if isExhausted { return }
      if broken.isEmpty { return }
      let isHopeless = round >= Self.mostRounds || broken.contains { $0 == nil }
      if isHopeless { stays = stays.map { _ in true } }
      for number in broken { if let number { stays[number] = true } }
    }
  }

  private mutating func begin() {
    isImportant = declarations.map(\.isImportant)
    lifts = Array(repeating: 0, count: declarations.count)
    causes = Array(repeating: nil, count: declarations.count)
    isImportantInElement = profiles.map { profile in
      profile.entries.map { $0.isImportant && $0.number == nil }
    }
    causesInElement = profiles.map { Array(repeating: nil, count: $0.entries.count) }
    isCovered = profiles.map { profile in
      profile.covered(among: profile.entries.map(isInElement))
    }
    work += profiles.reduce(0) { $0 + $1.entries.count }
  }

  private func isInElement(_ entry: CascadeEntry) -> Bool {
    entry.number.map { !stays[$0] } ?? true
  }

  // MARK: What follows from what

  /// What is known of the weaker entries of one property.
  private struct Weaker {
    /// The first that a rule's must outweigh: one in the element, or an important one.
    var firstInTheWay: Int?
    var firstImportant: Int?
    /// The heaviest of those that are important in a rule.
    var heaviest: (weight: Specificity, number: Int)?
  }

  private mutating func spread(_ profile: Int) {
    let count = profiles[profile].entries.count
    var weaker = Array(repeating: Weaker(), count: profiles[profile].meeting.count)
    for place in 0..<count where !isCovered[profile][place] {
      let kind = profiles[profile].kinds[place]
      let met = profiles[profile].meeting[kind]
      work += met.count
      let staying = staying(place, profile)
      if let staying {
        outweigh(place, staying, profile, to: met.map { weaker[$0] })
      } else if let first = met.compactMap({ weaker[$0].firstImportant }).min() {
        raise(place, profile, because: cause(first, profile))
      }
      let isImportant = isImportant(place, profile)
      if staying == nil || isImportant, weaker[kind].firstInTheWay == nil {
        weaker[kind].firstInTheWay = place
      }
      guard isImportant else { continue }
      weaker[kind].firstImportant = weaker[kind].firstImportant ?? place
      guard let staying else { continue }
      let own = (weight: weight(staying), number: staying)
      weaker[kind].heaviest = weaker[kind].heaviest.map { $0 < own ? own : $0 } ?? own
    }
  }

  /// Has a rule's declaration outweigh what it outweighed before.
  private mutating func outweigh(
    _ place: Int, _ number: Int, _ profile: Int, to weaker: [Weaker]
  ) {
    guard let first = weaker.compactMap(\.firstInTheWay).min() else { return }
    let moved = profiles[profile].entries[first]
    let cause = isInElement(moved) ? moved.number : cause(first, profile)
    raise(place, profile, because: cause)
    for heaviest in weaker.compactMap(\.heaviest) { lift(number, above: heaviest) }
  }

  /// The number of an entry that stays in its rule; nil for one that is in the element.
  private func staying(_ place: Int, _ profile: Int) -> Int? {
    profiles[profile].entries[place].number.flatMap { stays[$0] ? $0 : nil }
  }

  private func isImportant(_ place: Int, _ profile: Int) -> Bool {
    let entry = profiles[profile].entries[place]
    guard let number = entry.number, stays[number] else {
      return isImportantInElement[profile][place]
    }
    return isImportant[number]
  }

  private func cause(_ place: Int, _ profile: Int) -> Int? {
    let entry = profiles[profile].entries[place]
    guard let number = entry.number, stays[number] else { return causesInElement[profile][place] }
    return causes[number]
  }

  private mutating func raise(_ place: Int, _ profile: Int, because cause: Int?) {
    guard !isImportant(place, profile) else { return }
    hasChanged = true
    if let number = profiles[profile].entries[place].number, stays[number] {
      isImportant[number] = true
      causes[number] = cause
    } else {
      isImportantInElement[profile][place] = true
      causesInElement[profile][place] = cause
    }
  }

  // MARK: Which of two rules is heavier

  private func weight(_ number: Int) -> Specificity {
    guard let lift = declarations[number].lift, lifts[number] > 0 else {
      return declarations[number].weight
    }
    return (0..<lifts[number]).reduce(declarations[number].weight) { weight, _ in weight + lift }
  }

  /// - Parameter other: an important one; so is this.
  private mutating func lift(_ number: Int, above other: (weight: Specificity, number: Int)) {
    guard declarations[number].lift != nil else { return }
    while (weight(number), number) < other, lifts[number] < Self.mostLifts {
      lifts[number] += 1
      hasChanged = true
    }
  }

  // MARK: What breaks

  /// What is known of the stronger entries of one property that stay in their rules.
  private struct Stronger {
    var stays = false
    /// The lightest of those that are important.
    var lightest: (weight: Specificity, number: Int)?
  }

  /// The declarations that must stay; nil among them when nothing but leaving all helps.
  private mutating func findBroken(_ profile: Int) -> [Int?] {
    var broken: [Int?] = []
    var stronger = Array(repeating: Stronger(), count: profiles[profile].meeting.count)
    for place in profiles[profile].entries.indices.reversed() where !isCovered[profile][place] {
      let kind = profiles[profile].kinds[place]
      let met = profiles[profile].meeting[kind]
      work += met.count
      let isImportant = isImportant(place, profile)
      guard let number = staying(place, profile) else {
        if isImportant, met.contains(where: { stronger[$0].stays }) {
          broken.append(profiles[profile].entries[place].number ?? cause(place, profile))
        }
        continue
      }
      stronger[kind].stays = true
      guard isImportant else { continue }
      let own = (weight: weight(number), number: number)
      if met.contains(where: { stronger[$0].lightest.map { $0 < own } ?? false }) {
        broken.append(cause(place, profile))
      }
      stronger[kind].lightest = stronger[kind].lightest.map { own < $0 ? own : $0 } ?? own
    }
    return broken
  }
}

extension CascadeEntry {
  /// Its number among the declarations of the rules; nil for one of the element's own.
  fileprivate var number: Int? {
    if case .sheet(let number) = origin { return number }
    return nil
  }
}
