import Foundation
import GRDB
import Mail
import Newsletter
import SeededRandom
import Testing

@testable import Mailroom
@testable import Storage

/// Random lists, decisions, letters and erasures in any order, against a model of what people
/// decided: nobody who left is ever in an audience, and nobody is kept out who did not leave.
@Suite("Any order of lists and decisions")
struct DecisionHistoryTests {
  /// 2,000 unless `DECISIONS` says otherwise, in ranges that share a store.
  static let ranges: [Range<Int>] = {
    let count = ProcessInfo.processInfo.environment["DECISIONS"].flatMap(Int.init) ?? 2_000
    return stride(from: 0, to: count, by: 20).map { $0..<min($0 + 20, count) }
  }()

  @Test("mails nobody who left, and everybody who did not", arguments: ranges)
  func promise(_ seeds: Range<Int>) throws {
    // One that is left and one that is not, or one that moves and one that stays behind.
    let world = try World(["a0", "a1"])
    for seed in seeds {
      var history = try DecisionHistory(seed: seed, world)
      for number in 1...history.length {
        try history.step()
        // What is wrong now is so at the next look too, but for who is missing after a sync.
        if number.isMultiple(of: 2) || history.hasSynced { try history.check() }
      }
      try history.freeze()
      for _ in 0..<3 { try history.decide() }
      try history.checkFrozen()
      try world.forgetSubscriptions()
    }
  }
}

/// One random history.
private struct DecisionHistory {
  let seed: Int
  let length: Int
  /// Few people, so that much happens to each.
  private static let crowd = 4
  private let world: World
  private var dice: SeededGenerator
  private var model = DecisionModel()
  private let people: [EmailAddress]
  /// The rows of each list file.
  private var files: [AffiliateID: Set<Int>] = [:]
  /// Earlier list files, and lists that were exported.
  private var copies: [Set<Int>] = [[]]
  private var letters: [Letter] = []
  /// For whom leaving all was new, each time: what can be taken back.
  private var leavings: [Set<Subscriber>] = []
  /// Who said at this very address that they leave, and has said nothing else there since.
  private var ownWords: [Subscriber: Set<AffiliateID>] = [:]
  private var frozen: (affiliate: AffiliateID, id: EditionID)?
  /// Whether the last step was a sync.
  private(set) var hasSynced = false
  private var steps: [String] = []

  init(seed: Int, _ world: World) throws {
    self.seed = seed
    self.world = world
    dice = SeededGenerator(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    length = Int.random(in: 6...14, using: &dice)
    people = try (0..<Self.crowd).map { try EmailAddress("h\(seed)p\($0)@example.org") }
    for affiliate in world.affiliates {
      files[affiliate] = Set((0..<Self.crowd).filter { _ in Bool.random(using: &dice) })
      try write(affiliate)
    }
    try sync()
    try check()
  }

  private var store: Store { world.store }
  private mutating func affiliate() -> AffiliateID { world.affiliates.randomElement(using: &dice)! }
  private mutating func someAffiliates() -> [AffiliateID] {
    let count = Int.random(in: 1...2, using: &dice)
    return Array(world.affiliates.shuffled(using: &dice).prefix(count))
  }
  /// Some people far more often than others: rules of three decisions would hardly be met else.
  private mutating func person() -> Int {
    min(
      Int.random(in: 0..<people.count, using: &dice),
      Int.random(in: 0..<people.count, using: &dice))
  }
  private func subscriber(_ person: Int) -> Subscriber { Subscriber(people[person]) }
}

// MARK: - What happens

extension DecisionHistory {
  mutating func step() throws {
    hasSynced = false
    world.wait(Double.random(in: 1...200_000, using: &dice))
    switch Int.random(in: 0..<14, using: &dice) {
    case 0: try changeList()
    case 1: try restoreList()
    case 2: try exportList()
    case 3: try importList()
    case 4: try sync()
    default: try decide()
    }
  }

  mutating func decide() throws {
    switch Int.random(in: 0..<12, using: &dice) {
    case 0...2: try leave()
    case 3, 4: try rejoin()
    case 5: try signUp()
    case 6, 7: try changeAddress()
    case 8: try confirm()
    case 9: try choose()
    case 10: try erase()
    default: try suppress()
    }
  }

  private func write(_ affiliate: AffiliateID) throws {
    // Any spelling of an address is the same person's.
    let rows = (files[affiliate] ?? []).sorted().map {
      $0 == 2 ? people[$0].spelling.uppercased() : people[$0].spelling
    }
    try world.setList(affiliate, rows)
  }

  private mutating func changeList() throws {
    let affiliate = affiliate()
    let person = person()
    copies.append(files[affiliate] ?? [])
    if files[affiliate]?.remove(person) == nil { files[affiliate]?.insert(person) }
    steps.append("\(affiliate)'s file: \(files[affiliate]!.sorted())")
    try write(affiliate)
  }

  private mutating func restoreList() throws {
    let affiliate = affiliate()
    files[affiliate] = copies.randomElement(using: &dice)
    steps.append("\(affiliate)'s file is restored: \(files[affiliate]!.sorted())")
    try write(affiliate)
  }

  /// What an export would write into a file that comes back later.
  private mutating func exportList() throws {
    let known = try store.subscriptions(of: affiliate()).map(\.recipient.address.canonical)
    copies.append(Set((0..<people.count).filter { known.contains(people[$0].canonical) }))
  }

  private mutating func importList() throws {
    let affiliate = affiliate()
    let persons = [person(), person()]
    steps.append("import \(persons) into \(affiliate)")
    try store.save(
      persons.map {
        Subscription(
          affiliate: affiliate, recipient: Recipient(address: people[$0]), status: .confirmed,
          origin: .import, consent: Consent(origin: "old.csv", at: world.clock, how: .import))
      }, at: world.clock)
  }

  private mutating func sync() throws {
    steps.append("sync")
    let skips = Bool.random(using: &dice)
    for report in try world.room.sync(isSure: true, skipsUnchanged: skips) {
      #expect(report.obstacle == nil)
    }
    hasSynced = true
  }

  private mutating func leave() throws {
    let person = subscriber(person())
    let affiliate = Bool.random(using: &dice) ? affiliate() : nil
    steps.append("\(person) leaves \(affiliate?.text ?? "all")")
    let changed = try store.optOut(
      person, of: affiliate, source: "web", reason: nil, at: world.clock)
    ownWords[person, default: []].formUnion(affiliate.map { [$0] } ?? Set(world.affiliates))
    let wanted = model.leave(person, affiliate)
    // Who was erased goes by another name.
    #expect(
      changed.filter { !$0.canonical.hasPrefix("erased:") }
        == wanted.filter { !model.isErased($0) }, "\(trace)")
    if affiliate == nil { leavings.append(wanted) }
    if Bool.random(using: &dice) {
      try store.giveReason("too often", for: person, of: affiliate, at: world.clock)
    }
  }

  private mutating func rejoin() throws {
    let person = subscriber(person())
    if Bool.random(using: &dice), let leaving = leavings.randomElement(using: &dice) {
      steps.append("\(leaving.map(\.canonical).sorted()) undo leaving all")
      try store.undoLeavingAll(leaving, source: "web", at: world.clock)
      for address in leaving {
        model.undoLeavingAll(address)
        ownWords[address] = nil
      }
      return
    }
    let affiliate = affiliate()
    steps.append("\(person) undoes leaving \(affiliate)")
    try store.rejoin(person, affiliate, source: "web", at: world.clock)
    ownWords[model.present(person, affiliate)]?.remove(affiliate)
    model.rejoin(person, affiliate)
  }

  private mutating func signUp() throws {
    let person = person()
    try post(
      to: person, .subscribe(affiliates: someAffiliates(), name: nil, language: nil))
  }

  private mutating func changeAddress() throws {
    let from = subscriber(person())
    guard let number = try store.numbers(of: [from]).first ?? nil else { return }
    try post(to: person(), .changeAddress(from: number, affiliates: someAffiliates()))
  }

  private mutating func post(to person: Int, _ request: LetterRequest) throws {
    let draft = LetterDraft(to: people[person], language: "en", request: request)
    guard let id = try store.post(draft, at: world.clock) else { return }
    let letter = try store.letter(id)
    steps.append("letter \(id) to \(person): \(request)")
    letters.append(letter!)
    if Bool.random(using: &dice) { try follow(letter!) }
  }

  /// Any letter, in any order, again and again.
  private mutating func confirm() throws {
    guard let letter = letters.randomElement(using: &dice) else { return }
    try follow(letter)
  }

  private mutating func follow(_ letter: Letter) throws {
    let from = try former(of: letter)
    let outcome = try store.confirm(letter, at: world.clock)
    steps.append("letter \(letter.id) is followed: \(outcome)")
    guard outcome == .done else { return }
    let person = Subscriber(letter.recipient)
    #expect(!model.isBarred(person), "\(trace)")
    switch letter.request {
    case .subscribe(let affiliates, _, _):
      model.subscribe(person, affiliates)
      ownWords[person]?.subtract(affiliates)
    case .changeAddress(_, let affiliates):
      let moved = model.move(from!, to: person, affiliates)
      ownWords[person]?.subtract(moved)
      try takeWaysBack()
    case .moveBack(_, _, let affiliates):
      let moved = model.move(from!, to: person, affiliates, isReturn: true)
      ownWords[person]?.subtract(moved)
    case .showSubscriptions: break
    }
  }

  private func former(of letter: Letter) throws -> Subscriber? {
    switch letter.request {
    case .changeAddress(let number, _), .moveBack(let number, _, _):
      return try store.subscriber(number)
    case .subscribe, .showSubscriptions: return nil
    }
  }

  /// Letters to former addresses are among those that are followed later.
  private mutating func takeWaysBack() throws {
    var last = letters.map(\.id).max() ?? 0
    while let letter = try store.letter(last + 1) {
      letters.append(letter)
      last = letter.id
    }
  }

  private mutating func choose() throws {
    let person = person()
    let chosen = Set(someAffiliates())
    steps.append("\(person) chooses \(chosen)")
    let changed = try store.chooseAffiliates(
      chosen, among: world.affiliates, of: Recipient(address: people[person]), source: "web",
      at: world.clock)
    model.subscribe(subscriber(person), changed.joined)
    ownWords[subscriber(person)]?.subtract(changed.joined)
    for affiliate in changed.left { _ = model.leave(subscriber(person), affiliate) }
    ownWords[subscriber(person), default: []].formUnion(changed.left)
  }

  private mutating func suppress() throws {
    let person = subscriber(person())
    let isLifted = Bool.random(using: &dice)
    steps.append("\(person) is \(isLifted ? "allowed again" : "suppressed")")
    if !isLifted, model.isErased(person) { return }
    try store.suppress(person, isLifted: isLifted, reason: nil, at: world.clock)
    model.suppress(person, isLifted)
  }

  private mutating func erase() throws {
    let person = subscriber(person())
    guard Int.random(in: 0..<3, using: &dice) == 0 else { return }
    steps.append("\(person) is erased")
    _ = try store.erase(person, at: world.clock)
    model.erase(person)
  }
}

// MARK: - What must hold

extension DecisionHistory {
  private var trace: String { "seed \(seed): \(steps.joined(separator: "; "))" }

  func check() throws {
    let standing = try store.read { try Standing(of: people.map(Subscriber.init), at: world, $0) }
    for affiliate in world.affiliates {
      let audience = standing.audiences[affiliate] ?? []
      for person in audience where model.isOut(person, affiliate) {
        Issue.record("\(trace): \(person) is in the audience of \(affiliate)")
      }
      // Whatever the rules are: who has left, and said nothing else at that address, gets nothing.
      for person in audience where ownWords[person]?.contains(affiliate) ?? false {
        Issue.record("\(trace): \(person) has left \(affiliate), and is in its audience")
      }
      // Who stands in the file and has not left is mailed: else nobody ever would be, and no check
      // of who is not would fail.
      guard hasSynced else { continue }
      for person in files[affiliate] ?? [] where !model.isOut(subscriber(person), affiliate) {
        #expect(audience.contains(subscriber(person)), "\(trace) \(person) is not in \(affiliate)")
      }
    }
    for (person, isSuppressed) in standing.suppressed
    where isSuppressed != model.isBarred(person) {
      Issue.record("\(trace): \(person) is suppressed: \(isSuppressed)")
    }
    for (person, optOuts) in standing.optOuts where !model.isErased(person) {
      for affiliate in world.affiliates
      where optOuts.hasLeft(affiliate) != model.hasLeft(person, affiliate) {
        Issue.record("\(trace): \(person) at \(affiliate), \(model.hasLeft(person, affiliate))")
      }
    }
  }

  /// Freezes an edition, and looks who is in it.
  mutating func freeze() throws {
    let affiliate = affiliate()
    try world.publish([seed + 1], on: affiliate)
    let publication = world.room.publications.first { $0.affiliate == affiliate }!
    let id = EditionID(text: "\(affiliate)-\(seed)")
    try world.room.freeze(try world.room.draft(id, of: publication), of: publication, as: id)
    frozen = (affiliate, id)
    for person in try world.planned(in: id).map(Subscriber.init(canonical:)) {
      #expect(!model.isOut(person, affiliate), "\(trace): \(person) is in \(id)")
    }
  }

  /// Nobody who left since the freeze may be handed over, and nobody erased even looked at.
  func checkFrozen() throws {
    guard let (affiliate, id) = frozen else { return }
    do {
      let page = try store.waiting(in: id, after: 0, dueBy: world.clock, limit: 1_000)
      let objections = try store.read { database in
        try page.deliveries.compactMap { try database.objection(to: $0.id) }
      }
      #expect(objections == [], "\(trace)")
      for delivery in page.deliveries {
        let person = Subscriber(delivery.recipient.address)
        #expect(!model.isOut(person, affiliate), "\(trace): \(person) would get \(id)")
      }
    } catch {
      Issue.record("\(trace): \(id) cannot be read: \(error)")
    }
  }
}

/// What the store says of some people, by the very queries of freezing, in one look.
private struct Standing {
  /// The people that an edition frozen now would go to.
  var audiences: [AffiliateID: Set<Subscriber>] = [:]
  var optOuts: [Subscriber: OptOuts] = [:]
  /// Whether each who has a number is never to be mailed.
  var suppressed: [Subscriber: Bool] = [:]

  init(of people: [Subscriber], at world: World, _ database: Database) throws {
    let numbers = try database.numbers(of: people)
    let suppressed = try database.suppressedNumbers()
    for affiliate in world.affiliates {
      var audience = Audience(
        suppressed: suppressed, optedOut: try database.optedOutNumbers(of: affiliate))
      var going = SubscriberSet()
      try database.eachSubscription(of: affiliate) { subscription in
        let member = audience.member(subscription.number, subscription.status)
        if let member, member.exclusion == nil { going.insert(member.subscriber) }
      }
      audiences[affiliate] = Set(
        zip(people, numbers).filter { $1.map(going.contains) ?? false }.map(\.0))
    }
    for (person, number) in zip(people, numbers) {
      if let number { self.suppressed[person] = suppressed.contains(number) }
    }
    for person in people { optOuts[person] = try database.optOuts(of: person) }
  }
}

extension World {
  /// So that the next history has nobody of this one to look at.
  fileprivate func forgetSubscriptions() throws {
    try store.write { try $0.execute(sql: "DELETE FROM subscription") }
  }

  /// Who is to be sent an edition.
  fileprivate func planned(in id: EditionID) throws -> [String] {
    try store.read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT p.canonical FROM delivery d JOIN edition e ON e.number = d.edition
          JOIN subscriber p ON p.id = d.subscriber WHERE e.id = ? AND d.state = 'planned'
          """)
      return try String.fetchAll(statement, arguments: [id.text])
    }
  }
}

/// What people decided, told the long way: every decision in order, and who is whom.
private struct DecisionModel {
  private struct Decision {
    let affiliate: AffiliateID?
    let isLifted: Bool
  }

  private var decisions: [Subscriber: [Decision]] = [:]
  private var suppressed: Set<Subscriber> = []
  private var erased: Set<Subscriber> = []
  /// The addresses of each person who has several.
  private var persons: [Set<Subscriber>] = []
  /// Where the link of an address leads: its owner's present one.
  private var present: [AffiliateID: [Subscriber: Subscriber]] = [:]

  /// The rule as it is written: A the last word on all, S the last on this affiliate.
  func hasLeft(_ person: Subscriber, _ affiliate: AffiliateID) -> Bool {
    let all = decisions[person] ?? []
    let lastForAll = all.lastIndex { $0.affiliate == nil }
    let lastForThis = all.lastIndex { $0.affiliate == affiliate }
    if let last = lastForThis, !all[last].isLifted { return true }
    guard let lastForAll, !all[lastForAll].isLifted else { return false }
    return lastForThis.map { $0 < lastForAll } ?? true
  }

  func isErased(_ person: Subscriber) -> Bool { erased.contains(person) }
  func isBarred(_ person: Subscriber) -> Bool {
    erased.contains(person) || suppressed.contains(person)
  }
  func isOut(_ person: Subscriber, _ affiliate: AffiliateID) -> Bool {
    isBarred(person) || hasLeft(person, affiliate)
  }

  private func addresses(of person: Subscriber) -> Set<Subscriber> {
    persons.first { $0.contains(person) } ?? [person]
  }

  /// The link of an address that is nobody else's any more leads to nobody else.
  func present(_ person: Subscriber, _ affiliate: AffiliateID) -> Subscriber {
    let place = present[affiliate]?[person] ?? person
    return addresses(of: person).contains(place) ? place : person
  }

  private mutating func note(_ person: Subscriber, _ affiliate: AffiliateID?, _ isLifted: Bool) {
    decisions[person, default: []].append(Decision(affiliate: affiliate, isLifted: isLifted))
  }

  /// For whom it is new: who had left before has nothing to take back.
  mutating func leave(_ person: Subscriber, _ affiliate: AffiliateID?) -> Set<Subscriber> {
    let all = addresses(of: person)
    let changed = all.filter { address in
      let rows = decisions[address] ?? []
      guard affiliate == nil, let last = rows.lastIndex(where: { $0.affiliate == nil }) else {
        return rows.last { $0.affiliate == affiliate }?.isLifted ?? true
      }
      return rows[last].isLifted || !Self.returned(rows[last...]).isEmpty
    }
    for address in all { note(address, affiliate, false) }
    return changed
  }

  mutating func rejoin(_ person: Subscriber, _ affiliate: AffiliateID) {
    let person = present(person, affiliate)
    if hasLeft(person, affiliate) { note(person, affiliate, true) }
  }

  /// All becomes as it was before the row that took away the last of what they were on.
  mutating func undoLeavingAll(_ address: Subscriber) {
    let all = decisions[address] ?? []
    var start: Int?
    for (index, decision) in all.enumerated() where decision.affiliate == nil {
      if decision.isLifted {
        start = nil
      } else if start.map({ !Self.returned(all[$0..<index]).isEmpty }) ?? true {
        start = index
      }
    }
    guard let start else { return }
    guard let earlier = all[..<start].lastIndex(where: { $0.affiliate == nil }),
      !all[earlier].isLifted
    else { return note(address, nil, true) }
    let leftSince = all[start...].compactMap(\.affiliate)
    for affiliate in Self.returned(all[earlier..<start])
    where !leftSince.contains(affiliate) { note(address, affiliate, true) }
  }

  /// The affiliates whose last row here is lifted.
  private static func returned(_ rows: ArraySlice<Decision>) -> Set<AffiliateID> {
    rows.reduce(into: []) { returned, row in
      guard let affiliate = row.affiliate else { return }
      if row.isLifted { returned.insert(affiliate) } else { returned.remove(affiliate) }
    }
  }

  mutating func subscribe(_ person: Subscriber, _ affiliates: [AffiliateID]) {
    for affiliate in affiliates {
      if hasLeft(person, affiliate) { note(person, affiliate, true) }
      present[affiliate]?[person] = nil
    }
  }

  /// What moved: what was left meanwhile does not, unless its former owner takes it back.
  mutating func move(
    _ linked: Subscriber, to target: Subscriber, _ affiliates: [AffiliateID],
    isReturn: Bool = false
  ) -> [AffiliateID] {
    let moves = affiliates.map { ($0, present(linked, $0)) }.filter {
      $1 == target || isReturn || !hasLeft($1, $0)
    }
    if isReturn { part(linked) }
    var seen: Set<Subscriber> = [target]
    for (_, former) in moves where seen.insert(former).inserted {
      if isReturn {
        part(former)
      } else {
        join(former, target)
        carry(from: former, to: target, except: moves.map(\.0))
      }
    }
    for (affiliate, former) in moves where former != target {
      note(former, affiliate, false)
      if hasLeft(target, affiliate) { note(target, affiliate, true) }
      var places = present[affiliate] ?? [:]
      for (address, place) in places where place == former { places[address] = target }
      places[former] = target
      places[target] = nil
      present[affiliate] = places
    }
    return moves.filter { $0.1 != target }.map(\.0)
  }

  /// An address that was given up again is nobody else's.
  private mutating func part(_ address: Subscriber) {
    persons = persons.map { $0.subtracting([address]) }.filter { $0.count > 1 }
  }

  private mutating func join(_ one: Subscriber, _ other: Subscriber) {
    let all = addresses(of: one).union(addresses(of: other))
    persons.removeAll { !$0.isDisjoint(with: all) }
    persons.append(all)
  }

  /// Whatever was left under the former address stays left under the new one.
  private mutating func carry(
    from former: Subscriber, to target: Subscriber, except moved: [AffiliateID]
  ) {
    if decisions[former]?.last(where: { $0.affiliate == nil })?.isLifted == false {
      let own = decisions[target] ?? []
      let last = own.lastIndex { $0.affiliate == nil }
      let stands = last.map { !own[$0].isLifted && own[$0...].allSatisfy { !$0.isLifted } } ?? false
      if !stands { note(target, nil, false) }
    }
    let left = Set((decisions[former] ?? []).compactMap(\.affiliate)).filter { affiliate in
      decisions[former]?.last { $0.affiliate == affiliate }?.isLifted == false
    }
    for affiliate in left.subtracting(moved) where present[affiliate]?[former] == nil {
      if decisions[target]?.last(where: { $0.affiliate == affiliate })?.isLifted != false {
        note(target, affiliate, false)
      }
    }
    if suppressed.contains(former) { suppressed.insert(target) }
  }

  mutating func suppress(_ person: Subscriber, _ isLifted: Bool) {
    if isLifted {
      suppressed.remove(person)
      erased.remove(person)
    } else {
      suppressed.insert(person)
    }
  }

  mutating func erase(_ person: Subscriber) {
    erased.insert(person)
  }
}
