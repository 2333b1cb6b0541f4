/// Time zones as feeds name them.
enum ZoneName {
  private static let hours: [String: Double] = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
    "adt": -3, "ast": -4, "at": -4, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6, "ct": -6,
    "mdt": -6, "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8, "akdt": -8, "akst": -9,
    "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3, "a": -1, "n": 1, "m": -12, "y": 12,
    "met": 1, "mest": 2, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13,
  ]

  /// Minutes east of UTC: `+0200`, `-5`, `+05:30`, `EST`, `GMT+2`, `Etc/GMT`; nil when unknown.
  static func minutes(_ text: String) -> Int? {
    var name = text.lowercased().trimmingPrefix("etc/")[...]
    if let open = name.firstIndex(of: "(") { name = name[..<open] }
    name = name.prefix { $0 != " " }
    for prefix in ["gmt", "utc"] where name.hasPrefix(prefix) && name.count > 3 {
      name = name.dropFirst(3)
    }
    if let sign = name.first, sign == "+" || sign == "-" || sign == "\u{2212}" {
      return offset(name.dropFirst()).map { sign == "+" ? $0 : -$0 }
    }
    return hours[String(name)].map { Int($0 * 60) }
  }

  private static func offset(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ Int($0) != nil && $0.count <= 4 }) else {
      return nil
    }
    let first = Int(parts[0]) ?? 0
    if parts.count == 2 { return first * 60 + (Int(parts[1]) ?? 0) }
    return parts[0].count <= 2 ? first * 60 : first / 100 * 60 + first % 100
  }
}
