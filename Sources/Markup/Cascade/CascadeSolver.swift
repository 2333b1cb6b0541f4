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

  private static let mostRounds = 24

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
        for profile in profiles.indices { spread(profile) }
      } while hasChanged
      let broken = profiles.indices.flatMap(broken)
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
      profile.entries.indices.map { isCovered($0, in: profile) }
    }
  }

  private func isInElement(_ entry: CascadeEntry) -> Bool {
    entry.number.map { !stays[$0] } ?? true
  }

  private func isCovered(_ place: Int, in profile: CascadeProfile) -> Bool {
    isInElement(profile.entries[place])
      && profile.covering[place].contains { isInElement(profile.entries[$0]) }
  }

  // MARK: What follows from what

  private mutating func spread(_ profile: Int) {
    for pair in profiles[profile].pairs {
      let (weak, strong) = (pair.weaker, pair.stronger)
      guard !isCovered[profile][weak], !isCovered[profile][strong] else { continue }
      let (weaker, stronger) = (
        profiles[profile].entries[weak], profiles[profile].entries[strong]
      )
      if isInElement(weaker), !isInElement(stronger) {
        raise(strong, profile, because: weaker.number)
      } else if isImportant(weak, profile) {
        raise(strong, profile, because: cause(weak, profile))
        lift(stronger, above: weaker)
      }
    }
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

  /// Whether both are important declarations of rules, and the wrong one wins.
  private func isTurned(_ weaker: CascadeEntry, _ stronger: CascadeEntry) -> Bool {
    guard let weak = weaker.number, let strong = stronger.number, stays[weak], stays[strong],
      isImportant[weak], isImportant[strong]
    else { return false }
    return (weight(strong), strong) < (weight(weak), weak)
  }

  private func weight(_ number: Int) -> Specificity {
    guard let lift = declarations[number].lift, lifts[number] > 0 else {
      return declarations[number].weight
    }
    return (0..<lifts[number]).reduce(declarations[number].weight) { weight, _ in weight + lift }
  }

  private mutating func lift(_ stronger: CascadeEntry, above weaker: CascadeEntry) {
    guard let strong = stronger.number, declarations[strong].lift != nil else { return }
    while isTurned(weaker, stronger), lifts[strong] < Self.mostLifts {
      lifts[strong] += 1
      hasChanged = true
    }
  }

  // MARK: What breaks

  /// The declarations that must stay; nil among them when nothing but leaving all helps.
  private func broken(_ profile: Int) -> [Int?] {
    profiles[profile].pairs.compactMap { pair -> Int?? in
      let (weak, strong) = (pair.weaker, pair.stronger)
      guard !isCovered[profile][weak], !isCovered[profile][strong],
        isImportant(weak, profile)
      else { return nil }
      let (weaker, stronger) = (
        profiles[profile].entries[weak], profiles[profile].entries[strong]
      )
      guard let number = stronger.number, stays[number] else { return nil }
      if isInElement(weaker) { return .some(weaker.number ?? cause(weak, profile)) }
      guard isTurned(weaker, stronger) else { return nil }
      return .some(cause(weak, profile))
    }
  }
}

extension CascadeEntry {
  /// Its number among the declarations of the rules; nil for one of the element's own.
  fileprivate var number: Int? {
    if case .sheet(let number) = origin { return number }
    return nil
  }
}
