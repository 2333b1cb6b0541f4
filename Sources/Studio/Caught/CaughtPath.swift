import Web

/// What a path of these pages names. A message is named by its number alone, so no path leads to a
/// file.
enum CaughtPath: Equatable {
  case list
  case message(Int, MessageView?)
  case frame(Int)
  case file(Int)
  case part(Int, Int)

  init?(_ path: String) {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard let first = steps.first else { return nil }
    if steps.count == 1, first.isEmpty {
      self = .list
      return
    }
    guard let number = Self.number(first) else { return nil }
    let rest = steps.dropFirst().map { String($0) }
    switch rest.first {
    case nil: self = .message(number, nil)
    case "frame" where rest.count == 1: self = .frame(number)
    case "message.eml" where rest.count == 1: self = .file(number)
    case "part" where rest.count == 2:
      guard let part = Self.number(rest[1][...]) else { return nil }
      self = .part(number, part)
    case let name?:
      guard rest.count == 1, let view = MessageView(rawValue: name) else { return nil }
      self = .message(number, view)
    }
  }

  /// Digits alone, as they are written in our links.
  private static func number(_ text: Substring) -> Int? {
    guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text == "0" || text.first != "0"
    else { return nil }
    return Int(text)
  }
}
