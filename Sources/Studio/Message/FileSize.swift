/// A number of octets for readers.
enum FileSize {
  static func text(_ octets: Int) -> String {
    switch octets {
    case 1: "1 byte"
    case ..<1000: "\(octets) bytes"
    case ..<1_000_000: "\((octets + 500) / 1000) KB"
    default: "\((octets + 50_000) / 1_000_000).\((octets + 50_000) / 100_000 % 10) MB"
    }
  }
}
