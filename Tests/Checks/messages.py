"""What holds for every message file, whatever it says.

Each function takes the path of one .eml file and yields what is wrong with it, in words.
"""

import email
import email.policy
import html.parser
import re

LONGEST_LINE = 998


def bare_line_ends(path):
    """Lines end in CRLF, and a CR or an LF stands nowhere else."""
    octets = path.read_bytes()
    if not octets.endswith(b"\r\n"):
        yield "does not end in CRLF"
    if re.search(rb"\r(?!\n)|(?<!\r)\n", octets):
        yield "has a CR or an LF by itself"


def long_lines(path):
    """No line is longer than RFC 5322 lets it be."""
    for number, line in enumerate(path.read_bytes().split(b"\r\n"), start=1):
        if len(line) > LONGEST_LINE:
            yield f"line {number} has {len(line)} octets"


def defects(path):
    """A strict reader finds no defect in any part, header or encoded body."""
    try:
        message = parsed(path, email.policy.strict)
        for part in message.walk():
            for name, value in part.items():
                for defect in value.defects:
                    yield f"{name}: {defect!r}"
            if not part.is_multipart():
                part.get_content()
            for defect in part.defects:
                yield repr(defect)
    except Exception as error:  # The strict policy raises what it finds.
        yield repr(error)


def raw_octets(path):
    """Everything travels as ASCII, and what is quoted-printable is so."""
    if not path.read_bytes().isascii():
        yield "has octets beyond ASCII"
    for part in parsed(path).walk():
        if part["Content-Transfer-Encoding"] == "quoted-printable":
            if stray := re.search(r"=(?![0-9A-F]{2}|\r?\n).{0,5}", part.get_payload()):
                yield f"{part.get_content_type()} has '{stray[0]}'"


def misplaced_parts(path):
    """The message is text and HTML, the text first."""
    message = parsed(path)
    kinds = [part.get_content_type() for part in message.walk()]
    if kinds != ["multipart/alternative", "text/plain", "text/html"]:
        yield f"is made of {', '.join(kinds)}"


def missing_headers(path):
    """What every message carries is there once."""
    message = parsed(path)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"):
        count = len(message.get_all(name, []))
        if count != 1:
            yield f"has {name} {count} times"


def links_missing_in_text(path):
    """Each link of the HTML part stands in the text part."""
    message = parsed(path)
    text = content(message, "plain")
    links = Links()
    links.feed(content(message, "html"))
    if not links.addresses:
        yield "has no link at all"
    for address in links.addresses:
        # The whole address: one that only begins a longer one in the text does not count.
        if not re.search(re.escape(address) + r"(?![^\s<>)\]])", text):
            yield f"the text lacks {address}"


def parsed(path, policy=email.policy.default):
    return email.message_from_bytes(path.read_bytes(), policy=policy)


def content(message, kind):
    """The text of a part; empty when there is no such part, which another check tells."""
    part = message.get_body((kind,))
    return part.get_content() if part else ""


class Links(html.parser.HTMLParser):
    """Collects the web and mail addresses that a reader can follow."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get("href") or ""
        if tag in ("a", "area") and re.match(r"(https?|mailto):", address, re.IGNORECASE):
            self.addresses.append(address)


ALL = (
    bare_line_ends, long_lines, defects, raw_octets, misplaced_parts, missing_headers,
    links_missing_in_text,
)
