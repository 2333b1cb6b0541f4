"""Checks how readers leave, from outside: the header of each message, and the mail that it asks for."""

import collections
import email
import email.policy
import json
import re
import shutil
import subprocess

import oneclick
import signatures

SITE = "https://news.rivervalley.example"
HOST = "news.rivervalley.example"
PEOPLE = 4


def check(checks, federation_in, scratch, examples, with_site):
    """Rehearses the sample federation, and lets some of its readers leave by mail."""
    name = "leaving, with a site" if with_site else "leaving, by mail alone"
    folder = scratch / name.replace(" ", "-").replace(",", "")
    shutil.copytree(
        examples, folder, ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
    federation = federation_in(folder)
    site = SITE if with_site else None
    configure(folder, site)
    records = signatures.records(federation.run("check", "--json"))
    federation.run("fetch")
    # Who is new gets their number now; until then a plan makes one up.
    federation.run("lists", "sync")
    federation.run("rehearse", "--output", "rehearsal")
    files = federation.messages("rehearsal")
    checks.equal(f"{name}: there are messages", bool(files), True)
    checks.claim(f"{name}: every message says how to leave, and is signed so", (
        f"{file.name}: {problem}" for file in files
        for problem in oneclick.problems(file.read_bytes(), site)))
    checks.claim(f"{name}: a changed header breaks the signature", (
        f"{file.name}: {problem}" for file in files[::60]
        for problem in signatures.problems(file.read_bytes(), records, ["ed25519-sha256"])))
    tokens = [own_token(file) for file in files]
    check_pages(checks, name, files, with_site)
    checks.equal(f"{name}: no two messages share a token", len(set(tokens)), len(files))
    checks.claim(
        f"{name}: rehearse and send make the same tokens",
        sorted(tokens_sent(federation) ^ set(tokens)))
    check_mail(checks, name, federation, folder)


def check_pages(checks, name, files, with_site):
    """As many pages as there are variants and languages, which are few."""
    pages = collections.Counter(page(file) for file in files)
    if with_site:
        checks.equal(f"{name}: readers share their page", len(pages) * 4 < len(files), True)
    checks.equal(f"{name}: a page where there is a site", None in pages, not with_site)


def page(file):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    found = re.search(r"https?://[^\s\"<>]+/e/[^\s\"<>]+", message.get_body(("plain",)).get_content())
    return found[0] if found else None


def configure(folder, site):
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "ed25519", "-out", "dkim.pem"], cwd=folder, check=True,
        capture_output=True, timeout=60)
    settings = json.loads((folder / "config.json").read_text())
    settings["dkim"] = [
        {"domain": "rivervalley.example", "selector": "press", "keyFile": "dkim.pem"}]
    if site:
        settings["site"] = {"url": site}
    (folder / "config.json").write_text(json.dumps(settings))


def own_token(file):
    return oneclick.token(email.message_from_bytes(file.read_bytes()))


def tokens_sent(federation):
    federation.run("send", "--to-folder", "sent")
    return {own_token(file) for file in federation.messages("sent")}


def mailed(token, headers=""):
    """What a mail program sends that was asked to leave."""
    return (
        f"Return-Path: <reader@example.net>\r\nTo: leave+{token}@{HOST}\r\n{headers}"
        f"From: reader@example.net\r\nSubject: unsubscribe\r\n\r\nunsubscribe\r\n").encode()


def check_mail(checks, name, federation, folder):
    files = [file for file in federation.messages("sent") if b"archive@" not in file.read_bytes()]
    chosen = files[:: len(files) // PEOPLE][:PEOPLE]
    tokens = [own_token(file) for file in chosen]
    maildir = folder / "leave"
    for part in ("new", "cur", "tmp"):
        (maildir / part).mkdir(parents=True)
    quoted = tokens[3].replace("_", "=5F")
    forged = tokens[0][:-1] + ("A" if tokens[0][-1] != "A" else "B")
    messages = {
        "1.a": mailed(tokens[0]), "2.a": mailed(tokens[1]), "3.a": mailed(forged),
        "4.a": mailed(tokens[2], "Content-Type: multipart/report; report-type=delivery-status\r\n"),
        "5.a": b"From: reader@example.net\r\nSubject: please stop\r\n\r\n", "6.a": b"\0\r\n" * 100,
        "7.a": f"To: leave@{HOST}\nSubject: =?utf-8?Q?unsubscribe_{quoted}?=\n\n".encode(),
    }
    for file, octets in messages.items():
        (maildir / "new" / file).write_bytes(octets)
    report = federation.json("inbox", "read", "leave")
    outcomes = [entry["outcome"] for entry in report["leavings"]]
    checks.equal(f"{name}: three leave by mail", outcomes, ["left"] * 3)
    checks.equal(
        f"{name}: two messages want to be read", [entry["message"] for entry in report["attention"]],
        ["new/3.a", "new/5.a"])
    checks.equal(f"{name}: a report changes nothing", report["automatic"], 1)
    checks.equal(
        f"{name}: what was dealt with is seen",
        sorted(file.name for file in (maildir / "cur").iterdir()),
        ["1.a:2,S", "2.a:2,S", "7.a:2,S"])
    checks.equal(
        f"{name}: the rest stays", sorted(file.name for file in (maildir / "new").iterdir()),
        ["3.a", "4.a", "5.a", "6.a"])
    again = federation.json("inbox", "read", "leave")
    checks.equal(
        f"{name}: a second reading changes nothing",
        [entry["outcome"] for entry in again["leavings"]], ["hadLeft"] * 3)
    words = federation.run("inbox", "read", "leave/cur/1.a:2,S")
    checks.equal(
        f"{name}: an address is redacted in words",
        bool(re.fullmatch(r"had left \w+ already: .…@example\.(com|net|org)\n", words)), True)
    checks.equal(f"{name}: they are out of the next audience", kept_out(federation), 3)
    checks.claim(f"{name}: the log balances", (
        edition["id"] for edition in federation.json("log", "balance")["editions"]
        if not edition["balanced"]))


def kept_out(federation):
    """How many on the lists have left, as the lists say."""
    return sum(entry["left"] for entry in federation.json("lists", "ls")["lists"])
