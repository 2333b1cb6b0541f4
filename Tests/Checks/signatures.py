#!/usr/bin/env python3
"""Checks the DKIM signatures of message files with dkimpy, without asking the DNS.

    Tests/Checks/signatures.py FOLDER RECORDS.json [--expect rsa-sha256,ed25519-sha256]

FOLDER holds .eml files, at any depth. RECORDS.json is what 'broadsheet check --json' prints, or an
object of names and TXT records. Each message must be signed by just the expected algorithms; each
signature must verify, and must fail once an octet of a signed field or of the body is changed.
Exits 1 when a claim does not hold. It needs dkimpy and PyNaCl; see requirements.txt.
"""

import argparse
import json
import pathlib
import re
import sys

import dkim

import folder

BOTH = "rsa-sha256,ed25519-sha256"


def records(text):
    """Names and records, whichever way they are written down."""
    written = json.loads(text)
    if "dkim" in written:
        return {entry["name"]: entry["value"] for entry in written["dkim"]}
    return written


def verifies(message, index, table):
    """Whether one of a message's signatures holds; False too when it cannot be read."""

    def look_up(name, timeout=5):
        record = table.get(name.decode().rstrip("."))
        return record.encode() if record else None

    try:
        return dkim.DKIM(message).verify(idx=index, dnsfunc=look_up)
    except dkim.DKIMException:
        return False


def signatures(message):
    """The tags of each signature, from the top."""
    head = message.split(b"\r\n\r\n", 1)[0] + b"\r\n"
    fields = re.findall(rb"(?im)^DKIM-Signature:((?:.*\r\n)(?:[ \t].*\r\n)*)", head)
    for field in fields:
        pairs = (tag.split(b"=", 1) for tag in field.split(b";") if b"=" in tag)
        yield {
            name.strip().decode(): re.sub(rb"\s", b"", value).decode() for name, value in pairs}


def changed(message):
    """The message with one change each that no signature may survive."""
    head, body = message.split(b"\r\n\r\n", 1)
    letters = [place.start() for place in re.finditer(rb"[A-Za-z0-9]", body)]
    for place in {letters[0], letters[len(letters) // 2], letters[-1]} if letters else ():
        other = body[:place] + bytes([body[place] ^ 1]) + body[place + 1:]
        yield f"octet {place} of the body", head + b"\r\n\r\n" + other
    yield "a line more", message + b"more\r\n"
    for name in (b"From", b"To", b"Subject", b"List-Unsubscribe", b"List-Unsubscribe-Post",
                 b"List-Help", b"List-Owner", b"Content-Type"):
        other = re.sub(rb"(?im)^(%b: .*?)[A-Za-z0-9]" % name, rb"\1~", message, count=1)
        if other != message:
            yield f"another {name.decode()}", other
    # Mail programs show the first From, signatures cover the last ones first.
    yield "a second From", b"From: Somebody else <else@example.com>\r\n" + message
    end = message.index(b"\r\nFrom:") + 2
    yield "a second From below", message[:end] + b"From: else@example.com\r\n" + message[end:]


def refolded(message):
    """The message as a server may hand it on that folds unsigned and signed fields anew."""
    head, body = message.split(b"\r\n\r\n", 1)
    unfolded = re.sub(rb"\r\n[ \t]+", b"\r\n\t ", head)
    return b"Received: from a by b;\r\n\tFri, 20 Nov 2026 09:00:00 -0500\r\n" + unfolded \
        + b"\r\n\r\n" + body


def problems(message, table, expected):
    """What is wrong with one message, in words."""
    found = list(signatures(message))
    algorithms = sorted(tags.get("a", "") for tags in found)
    if algorithms != sorted(expected):
        yield f"is signed by {algorithms}, not by {sorted(expected)}"
    for index, tags in enumerate(found):
        name = f"{tags.get('a')} of {tags.get('s')}"
        if not verifies(message, index, table):
            yield f"{name} does not verify"
            continue
        if not verifies(refolded(message), index, table):
            yield f"{name} does not survive another folding"
        signed = tags["h"].split(":")
        present = len(re.findall(rb"(?im)^From:", message.split(b"\r\n\r\n", 1)[0]))
        if signed.count("from") != present + 1:
            yield f"{name} does not sign one From more than there is"
        for words, other in changed(message):
            if verifies(other, index, table):
                yield f"{name} still verifies after {words}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("records", type=pathlib.Path)
    arguments.add_argument("--expect", default=BOTH)
    chosen = arguments.parse_args()
    table = records(chosen.records.read_text())
    expected = [name for name in chosen.expect.split(",") if name]
    sys.exit(folder.tell(chosen.folder, lambda message: problems(message, table, expected)))


if __name__ == "__main__":
    main()
