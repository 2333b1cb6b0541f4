#!/usr/bin/env python3
"""Checks that each message says how to leave as RFC 2369 and RFC 8058 want it.

    Tests/Checks/oneclick.py FOLDER SITE [--unsigned]

FOLDER holds .eml files, at any depth; SITE is the address of the public site, or 'none'. Exits 1 when
a claim does not hold.
"""

import argparse
import email
import email.policy
import pathlib
import re
import sys

import folder

TOKEN = r"(?P<token>[A-Za-z0-9]{1,16}\.[A-Za-z0-9_-]{24,48})"
MAILTO = r"<mailto:[A-Za-z0-9._-]+\+(?P<mailed>[A-Za-z0-9._-]+)@[a-z0-9.-]+\?subject=unsubscribe>"
SIGNED = {"list-unsubscribe", "list-unsubscribe-post", "list-help", "list-owner", "list-id", "from"}


def token(message):
    """The token of a message's List-Unsubscribe; None when there is none."""
    found = re.search(r"\+" + TOKEN + "@", message.get("List-Unsubscribe", ""))
    return found["token"] if found else None


def problems(octets, site, is_signed=True):
    """What is wrong with one message, in words."""
    # The old policy leaves values as they are written.
    message = email.message_from_bytes(octets, policy=email.policy.compat32)
    for name in ("List-Unsubscribe", "List-Help", "List-Owner", "List-Id"):
        if len(message.get_all(name, [])) != 1:
            yield f"has {name} {len(message.get_all(name, []))} times"
    yield from form(message, site)
    own = token(message)
    if own and len(re.search(r"mailto:([^@]*)@", message["List-Unsubscribe"])[1]) > 64:
        yield "has a local part of more than 64 octets"
    if own:
        yield from links(octets, own, site)
    if is_signed:
        yield from coverage(message, site)


def form(message, site):
    value = re.sub(r"\r?\n[ \t]+", " ", message.get("List-Unsubscribe", ""))
    pattern = MAILTO
    if site:
        pattern = f"<{re.escape(site)}/u/{TOKEN}>, {MAILTO}"
    found = re.fullmatch(pattern, value)
    if not found:
        yield f"has List-Unsubscribe '{value}'"
    elif site and found["token"] != found["mailed"]:
        yield "has one token for the page and another for mail"
    wanted = ["List-Unsubscribe=One-Click"] if site and site.startswith("https:") else []
    if message.get_all("List-Unsubscribe-Post", []) != wanted:
        yield f"has List-Unsubscribe-Post {message.get_all('List-Unsubscribe-Post')}"


def links(octets, own, site):
    """The visible links of both parts are this reader's."""
    message = email.message_from_bytes(octets, policy=email.policy.default)
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        text = part.get_content() if part else ""
        pages = [f"{site}/u/{own}", f"{site}/s/{own}"] if site else [f"+{own}@"]
        for page in pages:
            if page not in text:
                yield f"the {kind} part lacks {page}"
        if len(set(re.findall(r"(?:/[us]/|\+)" + TOKEN, text))) > 1:
            yield f"the {kind} part has somebody else's link"
    if site:
        yield from page_links(message, own, site)


def page_links(message, own, site):
    """Where the message is a page: one address in both parts, which names nobody."""
    named = {
        kind: set(re.findall(
            re.escape(site) + r"/e/[^\s\"<>]+", message.get_body((kind,)).get_content()))
        for kind in ("plain", "html")}
    if named["plain"] != named["html"] or len(named["html"]) != 1:
        yield f"names as its page {sorted(named['html'])}, in plain words {sorted(named['plain'])}"
    if any(own in page for page in named["html"]):
        yield "has the reader's token in the page's address"


def coverage(message, site):
    signatures = message.get_all("DKIM-Signature", [])
    if not signatures:
        yield "is not signed"
    wanted = SIGNED if site and site.startswith("https:") else SIGNED - {"list-unsubscribe-post"}
    for signature in signatures:
        names = re.search(r"\bh=([^;]*);", re.sub(r"\s", "", signature))
        missing = wanted - set(names[1].lower().split(":") if names else ())
        if missing:
            yield f"a signature does not cover {', '.join(sorted(missing))}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("site")
    arguments.add_argument("--unsigned", action="store_true")
    chosen = arguments.parse_args()
    site = None if chosen.site == "none" else chosen.site.rstrip("/")
    sys.exit(folder.tell(chosen.folder, lambda message: problems(message, site, not chosen.unsigned)))


if __name__ == "__main__":
    main()
