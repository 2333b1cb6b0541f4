/// What a column may say beside the person: how they came to a list, and whether they are on it.
public enum ListRemark: String, Sendable, Hashable, CaseIterable {
  /// Where from, when and how consent came, as an export of ours tells it.
  case consentFrom = "consent from"
  case consentAt = "consent at"
  case consentHow = "consent how"
  /// When another program had the person's confirmation; goes before `consentAt`.
  case confirmedAt = "confirmed at"
  /// One word for where the person stands on another program's list.
  case standing = "status"
  /// Yes or no.
  case isConfirmed = "confirmed"
  case isBlocked = "blocked"
  case isDisabled = "disabled"
  /// When and why they left; any text in `leftAt` says that they did.
  case leftAt = "unsubscribed at"
  case leftReason = "unsubscribe reason"
  /// When their address was given up; any text says that it was.
  case cleanedAt = "cleaned at"
  /// A JSON object of which each value is a field.
  case attributes
}
