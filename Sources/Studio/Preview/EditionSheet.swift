import Composer
import Lint
import Mail
import Mailroom

/// One affiliate's next edition made for looking at: the message, and what the lint says of it.
struct EditionSheet: Sendable {
  let proof: Proof
  let report: LintReport
  let html: String
  let text: String
  /// As RFC 5322 has it.
  let octets: [UInt8]

  init(_ proof: Proof, lint: Lint) {
    self.proof = proof
    report = lint.report(on: proof.lintSubject)
    html = proof.parts.html
    text = proof.parts.text
    octets = proof.message.encoded()
  }
}
