import Foundation
import GRDB
import Lists
import Mail
import Newsletter
import SeededRandom
import Testing

@testable import Mailroom
@testable import Storage

/// Random lists, imports, exports, decisions, letters and erasures in any order, against a model of
/// what people decided: nobody who left is ever in an audience, and nobody is kept out who did not
/// leave.
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
  /// Lists with all who ever were on them, and where each stood.
  private var exports: [[ListedPerson]] = []
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
  /// Every fourth history is about two addresses that become one person's, and what is left and
  /// taken back under them: rules of so many decisions would hardly be met else.
  private var isOfOnePerson: Bool { seed.isMultiple(of: 4) }
  /// Some people far more often than others.
  private mutating func person() -> Int {
    if isOfOnePerson { return Int.random(in: 0...1, using: &dice) }
    return min(
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
    switch Int.random(in: 0..<(isOfOnePerson ? 40 : 16), using: &dice) {
    case 0: try changeList()
    case 1: try restoreList()
    case 2: try exportList()
    case 3: try exportAll()
    case 4: try importList()
    case 5: try importExport()
    case 6: try sync()
    default: try decide()
    }
  }

  mutating func decide() throws {
    if isOfOnePerson {
      switch Int.random(in: 0..<6, using: &dice) {
      case 0, 1: return try leave()
      case 2, 3: return try choose()
      case 4: return try changeAddress()
      default: break
      }
    }
    switch Int.random(in: 0..<13, using: &dice) {
    case 0, 1: try leave()
    case 2, 12: try click()
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

  /// What `lists export --all` writes, by what people decided.
  private mutating func exportAll() throws {
    let affiliate = affiliate()
    let subscriptions = try store.subscriptions(of: affiliate)
    let rows = people.indices.compactMap { index -> ListedPerson? in
      let person = subscriber(index)
      let known = subscriptions.first { Subscriber($0.recipient.address) == person }
      guard let known else { return nil }
      let left = model.hasLeft(person, affiliate) ? "unsubscribed" : known.status.rawValue
      return ListedPerson(index: index, word: model.isBarred(person) ? "suppressed" : left)
    }
    exports.append(rows)
    steps.append("\(affiliate) is exported")
  }

  /// A file from elsewhere, with a word or none for where each stands there.
  private mutating func importList() throws {
    let words = ["", "", "Subscribed", "Unsubscribed", "cleaned", "pending", "spam complaint"]
    try importFile(
      [person(), person()].map {
        ListedPerson(index: $0, word: words.randomElement(using: &dice)!)
      })
  }

  /// A list that was exported comes back, perhaps to another affiliate.
  private mutating func importExport() throws {
    if let export = exports.randomElement(using: &dice) { try importFile(export) }
  }

  /// Does what `lists import` does with a file, but for one thing: it puts on the list whom the
  /// command would know to have left, and leaves it to the store to keep them out.
  private mutating func importFile(_ listed: [ListedPerson]) throws {
    let affiliate = affiliate()
    let name = ["spring.csv", "summer.csv"].randomElement(using: &dice)!
    steps.append("import \(listed.map { "\($0.index) \($0.word)" }) into \(affiliate)")
    let rows = try read(listed, name, affiliate)
    let subscribed = rows.filter { $0.standing == .subscribed }
    #expect(
      Set(subscribed.map { Subscriber($0.recipient.address) })
        == Set(listed.filter(\.isSubscribed).map { subscriber($0.index) }), "\(trace)")
    try store.save(
      subscribed.map { row in
        Subscription(
          affiliate: affiliate, recipient: row.recipient, status: .confirmed, origin: .import,
          consent: Consent(origin: name, at: world.clock, how: .import))
      }, at: world.clock)
    for row in rows where row.standing.isDecision { try takeFarewell(row, affiliate, name) }
  }

  /// Writes a file as an export is written, and reads it as an import.
  private func read(
    _ listed: [ListedPerson], _ name: String, _ affiliate: AffiliateID
  ) throws -> [ImportRow] {
    let export = try ListExport(like: nil, hasStatus: true)
    let lines = listed.map {
      export.line(.init(recipient: Recipient(address: people[$0.index]), status: $0.word))
    }
    let url = world.folder.appendingPathComponent(name)
    try Data(([export.head] + lines).flatMap { $0 + export.lineEnding }).write(to: url)
    var rows: [ImportRow] = []
    let reading = try ImportFile(url, for: affiliate, mapping: ColumnMapping()).read {
      rows.append($0)
    }
    #expect(reading.problems.isEmpty)
    return rows
  }

  private mutating func takeFarewell(
    _ row: ImportRow, _ affiliate: AffiliateID, _ name: String
  ) throws {
    let person = Subscriber(row.recipient.address)
    let standing = "\(row.standing.rawValue) in "
    let isKnown = try store.departures(of: person, from: affiliate).contains {
      $0.source == "import" && $0.reason?.hasPrefix(standing) ?? false
    }
    if try isKnown || store.optOuts(of: person).hasLeft(affiliate) { return }
    try store.optOut(
      person, of: affiliate, source: "import", reason: standing + name, at: world.clock)
    _ = model.leave(person, affiliate)
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
    // Most who take it back do so at once.
    if affiliate == nil, Bool.random(using: &dice) { try undo(wanted) }
  }

  private mutating func undo(_ leaving: Set<Subscriber>) throws {
    steps.append("\(leaving.map(\.canonical).sorted()) undo leaving all")
    try store.undoLeavingAll(leaving, source: "web", at: world.clock)
    for address in leaving {
      model.undoLeavingAll(address)
      ownWords[address] = nil
    }
  }

  /// A link of an old message, as the site and the inbox follow it: it speaks for the present
  /// address, and who has left has nothing to say again.
  private mutating func click() throws {
    let (linked, affiliate) = (subscriber(person()), affiliate())
    let person = model.present(linked, affiliate)
    if model.isErased(linked) || model.isErased(person) { return }
    #expect(try store.present(linked, for: affiliate) == person, "\(trace)")
    steps.append("\(linked) leaves \(affiliate) in one click")
    if try store.optOuts(of: person).hasLeft(affiliate) { return }
    try store.optOut(person, of: affiliate, source: "one-click", reason: nil, at: world.clock)
    _ = model.leave(person, affiliate)
    ownWords[person, default: []].insert(affiliate)
  }

  private mutating func rejoin() throws {
    let person = subscriber(person())
    if Bool.random(using: &dice), let leaving = leavings.randomElement(using: &dice) {
      return try undo(leaving)
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
    if isOfOnePerson || Bool.random(using: &dice) { try follow(letter!) }
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

/// A row of a file that says where its person stands.
private struct ListedPerson {
  let index: Int
  let word: String

  var isSubscribed: Bool { ["", "Subscribed", "confirmed"].contains(word) }
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
