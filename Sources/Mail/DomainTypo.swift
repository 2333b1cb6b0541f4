/// A domain that looks like a slip of the pen: `gmial.com`, `yaho.com`, `gmail.con`.
///
/// It is only ever said, never mended: who writes from such a domain knows better. A domain is
/// suspected when it is one slip (a letter left out, doubled, put in or taken for another, or two
/// exchanged) away from one that very many people write from, and is not itself known to take
/// mail. The first letter is taken for right where it differs: of `fmail.com` and its like, most
/// are real.
public enum DomainTypo {
  /// The domain that was probably meant; nil when nothing looks wrong.
  ///
  ///     DomainTypo.correction(of: "gmial.com")  // "gmail.com"
  ///
  /// - Parameter domain: as ``EmailAddress/domain`` has it.
  public static func correction(of domain: String) -> String? {
    let lower = domain.lowercased()
    if large.contains(lower) || real.contains(lower) { return nil }
    if let meant = usual[lower] { return meant }
    let mended = mendedEnding(of: lower)
    if let near = nearest(to: mended) { return near }
    return mended == lower ? nil : mended
  }

  /// Where very many people have their addresses.
  private static let large: Set<String> = [
    "gmail.com", "googlemail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com",
    "protonmail.com", "comcast.net", "verizon.net", "sbcglobal.net", "bellsouth.net",
    "earthlink.net", "optonline.net", "charter.net", "rocketmail.com", "yandex.com",
  ]

  /// What is near one of those and takes mail all the same.
  private static let real: Set<String> = [
    "mail.com", "email.com", "ymail.com", "gail.com", "cloud.com", "gmx.com", "mailo.com",
    "chapter.net", "carter.net", "comcast.com", "verizon.com",
    "charter.com", "yandex.net",
  ]

  /// Slips that are frequent and more than one letter off.
  private static let usual = [
    "icould.com": "icloud.com", "gmial.co": "gmail.com", "hotmial.co": "hotmail.com",
    "gamil.con": "gmail.com", "hormial.com": "hotmail.com",
  ]

  /// Endings that no top-level domain has, and what they are slips for.
  private static let endings: [String: String] = [
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "ccom": "com",
    "vom": "com", "xom": "com", "cpm": "com", "cim": "com", "clm": "com", "comn": "com",
    "coml": "com",
    "ogr": "org", "orgg": "org", "prg": "org", "orh": "org", "rog": "org", "ofg": "org",
    "nte": "net", "nett": "net", "ent": "net", "ner": "net", "ney": "net",
    "eud": "edu", "edi": "edu", "eduu": "edu",
  ]

  /// Endings that countries have, behind which the largest have nobody: `gmail.co`.
  private static let countries: Set<Substring> = ["co", "cm", "om"]

  private static func mendedEnding(of domain: String) -> String {
    guard let dot = domain.lastIndex(of: "."),
      let ending = endings[String(domain[domain.index(after: dot)...])]
    else { return domain }
    return domain[...dot] + ending
  }

  private static func nearest(to domain: String) -> String? {
    guard let (name, ending) = parts(of: domain) else { return nil }
    return large.sorted().first { candidate in
      guard let (wanted, itsEnding) = parts(of: candidate) else { return false }
      let isEnding = ending == itsEnding || (itsEnding == "com" && countries.contains(ending))
      return isEnding && (name == wanted || isSlip(Array(name.utf8), of: Array(wanted.utf8)))
    }
  }

  /// The name and the ending of a domain of two labels.
  private static func parts(of domain: String) -> (name: Substring, ending: Substring)? {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count == 2 ? (labels[0], labels[1]) : nil
  }

  /// Whether one slip leads from what was meant to what was written.
  private static func isSlip(_ written: [UInt8], of meant: [UInt8]) -> Bool {
    let start = zip(written, meant).prefix { $0 == $1 }.count
    let (rest, wanted) = (written[start...], meant[start...])
    switch written.count - meant.count {
    case 1: return rest.dropFirst().elementsEqual(wanted)
    case -1: return rest.elementsEqual(wanted.dropFirst())
    case 0:
      let isOther = start > 0 && rest.dropFirst().elementsEqual(wanted.dropFirst())
      let isExchanged =
        rest.count > 1 && rest.prefix(2).reversed().elementsEqual(wanted.prefix(2))
        && rest.dropFirst(2).elementsEqual(wanted.dropFirst(2))
      return isOther || isExchanged
    default: return false
    }
  }
}
