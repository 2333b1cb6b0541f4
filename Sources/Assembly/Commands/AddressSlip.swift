import Mail

/// An address that looks like a slip of the pen; it is told and never mended.
struct AddressSlip {
  let address: EmailAddress
  /// The domain that was probably meant.
  let meant: String

  /// Nil when nothing looks wrong.
  init?(_ address: EmailAddress) {
    guard let meant = DomainTypo.correction(of: address.domain) else { return nil }
    self.init(address, meant: meant)
  }

  init(_ address: EmailAddress, meant: String) {
    self.address = address
    self.meant = meant
  }

  var message: String {
    "'\(address.spelling)' looks like a slip for '\(address.localPart)@\(meant)'"
  }

  static let hint = "ask the person and mend the row; till then mail goes to the address as it is"
}
