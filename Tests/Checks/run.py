#!/usr/bin/env python3
"""Checks the built program from outside, by what another mail reader makes of its messages.

    Tests/Checks/run.py PROGRAM [RESULTS.xml ...]

Prints each claim that does not hold, then how many passed and failed, together with the tests of
the results files that 'swift test --xunit-output' wrote. Exits 1 when one failed. It needs openssl,
strace, Chromium, tidy, spamassassin, OpenDKIM (unpacked by scripts/test), and what
requirements.txt names.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import browser
import caught
import hostile
import inlined
import gallery
import kills
import leaving
import messages
import opendkim
import order
import seeds
import signatures
import studio
from claims import Checks
from program import Federation

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def count_tests(checks, file):
    """Adds the Swift tests to the sum; what failed there was told there."""
    try:
        cases = list(xml.etree.ElementTree.parse(file).iter("testcase"))
    except (OSError, xml.etree.ElementTree.ParseError):
        return checks.claim("the Swift tests run to their end", [f"{file.name} is not complete"])
    checks.equal("there are Swift tests", bool(cases), True)
    failed = sum(1 for case in cases if case.find("failure") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    checks.failed += failed
    checks.passed += len(cases) - failed - skipped


def check_messages(checks, name, files):
    """Everything that holds for any message."""
    for function in messages.ALL:
        problems = (
            f"{file.name}: {problem}" for file in files for problem in function(file))
        checks.claim(f"{name}: {function.__doc__.splitlines()[0]}", problems)


def check_examples(checks, program, scratch):
    folder = scratch / "examples"
    shutil.copytree(
        REPOSITORY / "Examples", folder,
        ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
    federation = Federation(program, folder)
    federation.run("check")
    federation.run("fetch")
    planned = federation.json("plan")["editions"]
    federation.run("rehearse", "--output", "rehearsal")
    files = federation.messages("rehearsal")
    checks.equal("Examples: four editions are planned", len(planned), 4)
    checks.equal(
        "Examples: rehearse writes as many messages as plan says", len(files),
        sum(edition["messages"] for edition in planned))
    check_messages(checks, "Examples", files)


def check_signatures(checks, program, scratch):
    """Both kinds of DKIM signature, as another program reads them."""
    folder = scratch / "signatures"
    shutil.copytree(
        REPOSITORY / "Examples", folder,
        ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
    federation = Federation(program, folder)
    settings = json.loads((folder / "config.json").read_text())
    settings["dkim"] = []
    for kind, options in (("rsa", ["-pkeyopt", "rsa_keygen_bits:2048"]), ("ed25519", [])):
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", kind, *options, "-out", f"{kind}.pem"],
            cwd=folder, check=True, capture_output=True, timeout=60)
        settings["dkim"].append(
            {"domain": "rivervalley.example", "selector": kind, "keyFile": f"{kind}.pem"})
    (folder / "config.json").write_text(json.dumps(settings))
    records = signatures.records(federation.run("check", "--json"))
    checks.equal("signatures: check gives a record for each key", len(records), 2)
    federation.run("fetch")
    federation.run("rehearse", "--output", "rehearsal")
    files = federation.messages("rehearsal")
    checks.equal("signatures: there are messages", bool(files), True)
    # Each one takes some 30 ms to check in every way.
    some = files[::max(1, len(files) // 40)]
    checks.claim("signatures: every message is signed by both keys, and guarded by them", (
        f"{file.name}: {problem}" for file in some
        for problem in signatures.problems(file.read_bytes(), records, signatures.BOTH.split(","))))
    checks.claim(
        "signatures: OpenDKIM finds each of them whole, and broken with another body",
        opendkim.problems(some, records, scratch / "opendkim"))


def check_seeds(checks, program, scratch, name, pages):
    folder = scratch / name.replace(" ", "-")
    with seeds.Site() as site:
        seeds.write(folder, site, pages)
        federation = Federation(program, folder)
        federation.run("fetch")
        federation.run("rehearse", "--output", "rehearsal")
        check_messages(checks, name, federation.messages("rehearsal"))
        federation.run("send", "--to-folder", "sent")
        first = federation.messages("sent")
        federation.run("fetch")
        federation.run("send", "--to-folder", "sent")
    checks.equal(
        f"{name}: rehearse and send write as many messages",
        len(federation.messages("rehearsal")), len(first))
    checks.equal(
        f"{name}: a second send delivers nothing", len(federation.messages("sent")), len(first))
    checks.claim(f"{name}: the log balances", unbalanced(federation))
    check_readers(checks, name, first)


def unbalanced(federation):
    for edition in federation.json("log", "balance")["editions"]:
        if not edition["balanced"]:
            yield edition["id"]


def check_readers(checks, name, files):
    """Who is on one list gets all of its stories; who is on all gets each story once."""
    wanted = seeds.expected()
    every = sorted({title for titles in wanted.values() for title in titles})
    checks.equal(f"{name}: there are 33 stories", len(every), 33)
    got = seeds.titles_by_reader(files, every)
    for affiliate, titles in wanted.items():
        reader = seeds.reader(affiliate)
        checks.equal(f"{name}: {reader} gets all of {affiliate} once", got[reader], sorted(titles))
    checks.equal(f"{name}: who is on all lists gets each story once", got[seeds.EVERYWHERE], every)


def check_kills(checks, program, scratch):
    kills.check(
        checks, lambda folder: Federation(program, folder), scratch, kills=10, readers=300)


def check_order(checks, program, scratch):
    order.check(checks, lambda folder: Federation(program, folder), scratch)


def check_leaving(checks, program, scratch, with_site):
    leaving.check(
        checks, lambda folder: Federation(program, folder), scratch, REPOSITORY / "Examples",
        with_site)


def check_caught(checks, program, scratch):
    caught.check(checks, lambda folder: Federation(program, folder), scratch)


def check_browser(checks, program, scratch):
    browser.check(checks, lambda folder: Federation(program, folder), scratch)


def check_studio(checks, program, scratch):
    studio.check(checks, lambda folder: Federation(program, folder), scratch)


def check_hostile(checks, program, scratch):
    hostile.check(checks, lambda folder: Federation(program, folder), scratch)


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: Tests/Checks/run.py PROGRAM [RESULTS.xml ...]")
    program = str(pathlib.Path(sys.argv[1]).resolve())
    checks = Checks()
    for results in sys.argv[2:]:
        count_tests(checks, pathlib.Path(results))
    plans = [
        ("Examples", lambda scratch: check_examples(checks, program, scratch)),
        ("signatures", lambda scratch: check_signatures(checks, program, scratch)),
        *(
            (name, lambda scratch, name=name, pages=pages: check_seeds(
                checks, program, scratch, name, pages))
            for name, pages in (
                ("feeds", ()), ("pages", seeds.AFFILIATES), ("feeds and pages", ("aaag", "latest")))
        ),
        ("leaving", lambda scratch: check_leaving(checks, program, scratch, True)),
        ("leaving by mail", lambda scratch: check_leaving(checks, program, scratch, False)),
        ("kills", lambda scratch: check_kills(checks, program, scratch)),
        ("caught", lambda scratch: check_caught(checks, program, scratch)),
        ("hostile", lambda scratch: check_hostile(checks, program, scratch)),
        ("browser", lambda scratch: check_browser(checks, program, scratch)),
        ("studio", lambda scratch: check_studio(checks, program, scratch)),
        ("order", lambda scratch: check_order(checks, program, scratch)),
        ("gallery", lambda scratch: gallery.check(checks)),
        ("inlined", lambda scratch: inlined.check(checks, program)),
    ]
    with tempfile.TemporaryDirectory(prefix="broadsheet-checks-") as folder:
        for name, check in plans:
            try:
                check(pathlib.Path(folder))
            except (
                OSError, RuntimeError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
                checks.claim(f"{name}: the program does its work", [error])
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
