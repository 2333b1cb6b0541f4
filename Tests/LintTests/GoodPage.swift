import Foundation
import Lint

/// A page that nothing is wrong with, and the edition it belongs to: faults are planted in it.
enum GoodPage {
  static let html = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Nurses win a contract and one more story</title>
      <style>
        .link { color: #1f4e79; }
        @media (prefers-color-scheme: dark) {
          .page { background: #131416 !important; }
          .sheet { background: #1e1f22 !important; color: #e7e8ea !important; }
          .link { color: #9cc3ea !important; }
          .quiet { color: #a9adb5 !important; }
        }
      </style>
    </head>
    <body class="page" style="margin:0;background:#eef0f3">
      <div style="display:none">The mayor answers, and a calendar of the season.</div>
      <table role="presentation" class="sheet" width="600" style="background:#ffffff;color:#2b2d31;font-size:16px">
        <tr><td style="padding:24px"><h1 style="font-size:28px">River Valley Nurses</h1></td></tr>
        <tr>
          <td style="padding:24px">
            <img src="https://rivervalley.union/nurses.jpg" alt="Nurses on the steps of the town hall" width="552" height="300">
            <h2 style="font-size:21px"><a class="link" href="https://rivervalley.union/contract" style="color:#1f4e79">Nurses win a contract</a></h2>
            <p>After nine weeks of talks the hospital agreed to safe staffing on every ward.</p>
            <p><a class="link" href="https://rivervalley.union/contract" style="color:#1f4e79">Read about the contract</a></p>
          </td>
        </tr>
        <tr>
          <td style="padding:24px">
            <h2 style="font-size:21px"><a class="link" href="https://rivervalley.union/mayor" style="color:#1f4e79">The mayor answers</a></h2>
            <p>Two hundred members asked for a later bus; the mayor has promised one by spring.</p>
            <p><a class="link" href="https://rivervalley.union/mayor" style="color:#1f4e79">Read about the buses</a></p>
          </td>
        </tr>
        <tr>
          <td class="quiet" style="padding:24px;color:#5d626b;font-size:14px">
            <p>You get this because you are on the list of the River Valley Nurses.</p>
            <p><a class="quiet" href="mailto:leave@rivervalley.union?subject=unsubscribe" style="color:#5d626b">Unsubscribe</a></p>
            <p>48 Wharf Street, Millbrook Falls, CT 06199</p>
          </td>
        </tr>
      </table>
    </body>
    </html>

    """

  static let text = """
    River Valley Nurses

    Nurses win a contract
    ---------------------
    After nine weeks of talks the hospital agreed to safe staffing.
    https://rivervalley.union/contract

    The mayor answers
    -----------------
    Two hundred members asked for a later bus.
    https://rivervalley.union/mayor

    To leave the list, write to leave@rivervalley.union
    48 Wharf Street, Millbrook Falls, CT 06199

    """

  static var subject: LintSubject {
    LintSubject(name: "nurses-2026-11-20", html: html, edition: frame)
  }

  static var frame: LintSubject.Frame {
    LintSubject.Frame(
      subject: "Nurses win a contract and one more story",
      preheader: "The mayor answers, and a calendar of the season.",
      stories: [
        .init(
          title: "Nurses win a contract", url: URL(string: "https://rivervalley.union/contract")),
        .init(title: "The mayor answers", url: URL(string: "https://rivervalley.union/mayor")),
      ],
      text: text, postalAddress: "48 Wharf Street\nMillbrook Falls, CT 06199",
      leaveAddresses: ["mailto:leave@rivervalley.union"], ownHosts: ["rivervalley.union"],
      headers: [("List-Unsubscribe", "<mailto:leave@rivervalley.union>")])
  }
}
