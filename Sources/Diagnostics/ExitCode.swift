/// How a command ends, in the numbers of `sysexits.h` where it has one.
public enum ExitCode: Int32, Sendable, Comparable {
  case done = 0
  case failure = 1
  /// The command line was wrong (EX_USAGE).
  case usage = 64
  /// The input was wrong: a list, a feed, a template (EX_DATAERR).
  case badData = 65
  /// Nothing is broken; try again later (EX_TEMPFAIL).
  case tryAgain = 75
  /// The configuration was wrong (EX_CONFIG).
  case badConfiguration = 78

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
