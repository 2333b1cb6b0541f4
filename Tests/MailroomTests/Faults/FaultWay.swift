/// How a server is spoken to: in groups or step by step, encrypted or not, over how many sessions.
struct FaultWay: Sendable, Hashable, CustomStringConvertible {
  var isPipelined = true
  var isSecure = false
  var sessions = 1

  var description: String {
    (isPipelined ? "in groups" : "step by step") + (isSecure ? ", with STARTTLS" : "")
      + (sessions > 1 ? ", \(sessions) sessions" : "")
  }

  static let all = [1, 4].flatMap { sessions in
    [false, true].flatMap { isSecure in
      [true, false].map { FaultWay(isPipelined: $0, isSecure: isSecure, sessions: sessions) }
    }
  }
}
