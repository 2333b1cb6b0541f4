/// A program whose exports are known by their headings.
public enum ImportFormat: String, Sendable, CaseIterable {
  case mailchimp = "Mailchimp"
  case actionNetwork = "Action Network"
  case googleContacts = "Google Contacts"
  case listmonk
  case phpList

  /// The program that wrote these headings; nil for any other file.
  init?(headings: [String]) {
    let folded = Set(headings.map(ListHeader.folded))
    let found = Self.allCases.first { format in
      format.marks.contains { folded.isSuperset(of: $0.map(ListHeader.folded)) }
    }
    guard let found else { return nil }
    self = found
  }

  /// Headings that no other file has together.
  private var marks: [[String]] {
    switch self {
    case .mailchimp: [["LEID", "EUID"], ["MEMBER_RATING", "OPTIN_TIME"]]
    case .actionNetwork:
      [["can2_subscription_status"], ["can2_user_tags"], ["can2_subscription_date"]]
    case .googleContacts: [["E-mail 1 - Value"]]
    case .listmonk: [["uuid", "email", "attributes", "status"]]
    case .phpList:
      [
        ["Is this subscriber blacklisted"], ["Is this user blacklisted"],
        ["uniqid", "confirmed", "blacklisted"],
      ]
    }
  }

  /// What its columns mean that their names do not say by themselves.
  var mapping: ColumnMapping {
    var mapping = ColumnMapping()
    for (heading, meaning) in meanings { mapping.map(heading, to: meaning) }
    for heading in unwanted { mapping.map(heading, to: "") }
    if self == .googleContacts { mapping.addressSeparator = " ::: " }
    return mapping
  }

  private var meanings: [(String, String)] {
    switch self {
    case .mailchimp:
      [
        ("OPTIN_TIME", "consent at"), ("CONFIRM_TIME", "confirmed at"),
        ("UNSUB_TIME", "unsubscribed at"), ("UNSUB_REASON", "unsubscribe reason"),
        ("CLEAN_TIME", "cleaned at"), ("TAGS", "tags"), ("NOTES", "notes"), ("CC", "country"),
        ("REGION", "region"), ("TIMEZONE", "time zone"),
      ]
    case .actionNetwork:
      [
        ("can2_subscription_status", "status"), ("can2_subscription_date", "consent at"),
        ("can2_user_tags", "tags"), ("can2_phone", "phone"), ("can2_user_city", "city"),
        ("can2_user_address", "address"), ("can2_user_state", "state"),
        ("can2_state_abbreviated", "state"), ("can2_county", "county"), ("zip_code", "zip"),
      ]
    case .googleContacts:
      [
        ("E-mail 1 - Value", "email"), ("Labels", "labels"), ("Group Membership", "labels"),
        ("Organization Name", "organization"), ("Organization 1 - Name", "organization"),
      ]
    case .listmonk:
      [("status", "status"), ("created_at", "consent at"), ("attributes", "attributes")]
    case .phpList:
      [
        // Older versions speak of users.
        ("Is this subscriber confirmed", "confirmed"),
        ("Is this subscriber blacklisted", "blocked"),
        ("Is the email of this user confirmed", "confirmed"), ("confirmed", "confirmed"),
        ("Is this user blacklisted", "blocked"), ("blacklisted", "blocked"),
        ("Is this account disabled?", "disabled"), ("disabled", "disabled"),
        ("Entered", "consent at"),
      ]
    }
  }

  /// What the other program keeps for itself, or knows of a person and nobody needs here.
  private var unwanted: [String] {
    switch self {
    case .mailchimp:
      [
        "EMAIL_TYPE", "MEMBER_RATING", "OPTIN_IP", "CONFIRM_IP", "LATITUDE", "LONGITUDE",
        "GMTOFF", "DSTOFF", "LAST_CHANGED", "LEID", "EUID", "UNSUB_CAMPAIGN_TITLE",
        "UNSUB_CAMPAIGN_ID", "UNSUB_REASON_OTHER", "CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID",
      ]
    case .actionNetwork: ["uuid", "can2_sms_status", "can2_lifetime_value"]
    case .googleContacts:
      [
        "Middle Name", "Additional Name", "Phonetic First Name", "Phonetic Middle Name",
        "Phonetic Last Name", "Yomi Name", "Given Name Yomi", "Additional Name Yomi",
        "Family Name Yomi", "Name Prefix", "Name Suffix", "Initials", "Nickname", "Short Name",
        "Maiden Name", "File As", "Birthday", "Gender", "Location", "Billing Information",
        "Directory Server", "Mileage", "Occupation", "Hobby", "Sensitivity", "Priority", "Subject",
        "Notes", "Photo", "Organization Title", "Organization Department",
      ]
    case .listmonk: ["uuid", "updated_at"]
    case .phpList:
      [
        "id", "Unique ID", "Number of bounces", "Did this subscriber manually confirm",
        "Send this subscriber HTML emails", "uniqid", "uuid", "Unique ID for User",
        "Number of bounces on this user",
        "bouncecount", "Last Modified", "modified", "Did this user manually confirm", "optedin",
        "Send this user HTML emails", "htmlemail", "Which page was used to subscribe",
        "subscribepage", "rss Frequency", "rssfrequency", "Password",
        "Last time password was changed",
        "passwordchanged", "Additional data", "extradata", "Foreign Key", "foreignkey",
        "List Membership",
      ]
    }
  }

  /// Whether a heading of the kind that comes in numbers is not wanted: the second address, and all
  /// that a phone knows of a friend.
  func isUnwanted(_ heading: String) -> Bool {
    guard self == .googleContacts else { return false }
    let numbered = [
      "e mail ", "phone ", "address ", "im ", "website ", "relation ", "event ", "custom field ",
      "organization ",
    ]
    let folded = ListHeader.folded(heading)
    return numbered.contains { prefix in
      folded.hasPrefix(prefix) && folded.dropFirst(prefix.count).first?.isNumber == true
    }
  }
}
