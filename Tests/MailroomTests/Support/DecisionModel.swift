import Newsletter

/// What people decided, told the long way: every decision in order, and who is whom.
struct DecisionModel {
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
