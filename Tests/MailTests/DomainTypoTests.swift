import Mail
import Testing

@Suite("A domain that looks like a slip")
struct DomainTypoTests {
  @Test(
    "is told with the one that was probably meant",
    arguments: [
      ("gmial.com", "gmail.com"), ("gmal.com", "gmail.com"), ("gmai.com", "gmail.com"),
      ("gmaill.com", "gmail.com"), ("gnail.com", "gmail.com"), ("GMIAL.com", "gmail.com"),
      ("gmail.con", "gmail.com"), ("gmial.con", "gmail.com"), ("gmail.co", "gmail.com"),
      ("gmail.cm", "gmail.com"), ("gmail.om", "gmail.com"), ("gmail.comm", "gmail.com"),
      ("hotmial.com", "hotmail.com"), ("hotmal.com", "hotmail.com"), ("otmail.com", "hotmail.com"),
      ("hotmail.cmo", "hotmail.com"), ("hotmail.co", "hotmail.com"),
      ("yaho.com", "yahoo.com"), ("yahooo.com", "yahoo.com"), ("yhaoo.com", "yahoo.com"),
      ("ahoo.com", "yahoo.com"), ("outlok.com", "outlook.com"), ("iclod.com", "icloud.com"),
      ("icould.com", "icloud.com"), ("comcas.net", "comcast.net"),
      ("sbcgloba.net", "sbcglobal.net"), ("union.example.ogr", "union.example.org"),
      ("city.nett", "city.net"), ("school.eud", "school.edu"),
    ])
  func slips(_ written: String, _ meant: String) {
    #expect(DomainTypo.correction(of: written) == meant)
  }

  @Test(
    "is not suspected when it is real, or like none",
    arguments: [
      "gmail.com", "googlemail.com", "mail.com", "email.com", "gmx.com", "gmx.net", "gmx.de",
      "ymail.com", "fmail.com", "hmail.com", "zmail.com", "cloud.com", "me.com", "mac.com",
      "live.com", "aol.com", "msn.com", "att.net", "yahoo.es", "yahoo.co.uk", "yahoo.ca",
      "hotmail.fr", "hotmail.co.uk", "outlook.es", "gmail.de", "comcast.com", "charter.com",
      "proton.me", "pm.me", "example.org", "example.com", "local-12.example.org", "mailbox.org",
      "fastmail.com", "fastmail.fm", "hushmail.com", "xn--bcher-kva.example", "gm.com",
      "hotels.com", "yelp.com", "outback.com", "mail.gmail.com", "localhost", "", "a..b",
    ])
  func others(_ domain: String) {
    #expect(DomainTypo.correction(of: domain) == nil)
  }
}
