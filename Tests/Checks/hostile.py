"""Treats the public site as badly as the Internet does, while a send runs beside it.

Each request has the answers that may follow it. In the end only those have left who asked to, the
site still answers, the send has reached everybody, and the log balances.
"""

import concurrent.futures
import email
import email.policy
import itertools
import json
import pathlib
import random
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import time
import urllib.parse

import crowd
from mailserver import MailServer

READERS = 500
SESSIONS = 2
DOT_DELAY = 0.05
# Those who really ask to leave; everybody else must stay as they are.
LEAVERS = 3
NETWORKS = itertools.count(1)
FORM = "application/x-www-form-urlencoded"
ONE_CLICK = b"List-Unsubscribe=One-Click"
CLOSED = 0


class Site:
    """The program's 'serve', spoken to in bytes."""

    def __init__(self, federation, port):
        self.port = port
        self.errors = open(federation.folder / "serve.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [federation.program, "serve"], cwd=federation.folder, env=federation.settings,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.errors)

    def wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                raise RuntimeError(f"serve ended: {self.log()}")
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("serve does not answer")

    def log(self):
        self.errors.flush()
        return pathlib.Path(self.errors.name).read_text(encoding="utf-8")

    def stop(self):
        """Asks it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "it does not end"

    def connect(self, seconds=25):
        connection = socket.create_connection(("127.0.0.1", self.port), seconds)
        connection.settimeout(seconds)
        return connection

    def say(self, octets, seconds=25):
        """Sends bytes, and returns the first answer: status, header, body; 0 for none."""
        with self.connect(seconds) as connection:
            try:
                connection.sendall(octets)
            except OSError:
                pass
            return answer(connection)

    def get(self, path):
        return self.say(request("GET", path))


def answer(connection):
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return CLOSED, data.decode("latin-1"), b""
            data += piece
        header, body = data.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", header)
        wanted = int(length[1]) if length else 0
        while len(body) < wanted:
            piece = connection.recv(65536)
            if not piece:
                break
            body += piece
    except (ConnectionError, TimeoutError):
        return CLOSED, "", b""
    status = int(header.split(b" ", 2)[1])
    return status, header.decode("latin-1"), body


def network():
    """A client of its own for each request, as a proxy would name it."""
    number = next(NETWORKS)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def request(method, path, body=None, fields=(), kind=FORM, version="HTTP/1.1"):
    lines = [f"{method} {path} {version}", "Host: news.example.org", f"X-Forwarded-For: {network()}"]
    if body is not None:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += list(fields)
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b"")


def raw(text):
    return text.replace("\n", "\r\n").encode("latin-1")


class Attack:
    """A request, by name, and what it may be answered with."""

    def __init__(self, name, octets, allowed):
        self.name, self.octets = name, octets
        self.allowed = {allowed} if isinstance(allowed, int) else set(allowed)

    def problem(self, site):
        status, header, body = site.say(self.octets)
        return self.judge(status, header, body)

    def judge(self, status, header, body):
        if status not in self.allowed:
            return f"{self.name}: answered {status}, not {sorted(self.allowed)}"
        if body and b"content-security-policy" not in header.lower().encode():
            return f"{self.name}: a page without a policy"
        if re.search(r"(?im)^(set-cookie|x-injected|location):", header):
            return f"{self.name}: the header says more than it should"
        if any(text in body for text in (b"reader1@", b"<script", b"evil.example")):
            return f"{self.name}: the page says more than it should"
        return None


# What follows makes attacks. `token` is the link of somebody who must stay.

REFUSED = (400, CLOSED)


def wrong_methods(token, page):
    for path in (
            "/", "/find", "/subscribe/jpu", f"/u/{token}", f"/s/{token}", f"/e/{page}", "/style.css"):
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "BREW"):
            yield Attack(
                f"{method} {path[:3]}", request(method, path, ONE_CLICK), (405, 400, CLOSED))
    yield Attack("CONNECT", request("CONNECT", "evil.example:443"), (400, 404, 405, CLOSED))
    for path in ("/", "/style.css", "/healthz", "/robots.txt", "/style/jpu.css", f"/e/{page}"):
        yield Attack(f"POST {path[:20]}", request("POST", path, ONE_CLICK), 405)


def safe_methods(token):
    for method, status in (("GET", 200), ("HEAD", 200), ("OPTIONS", 204)):
        for path in (f"/u/{token}", f"/s/{token}"):
            yield Attack(f"{method} with a form", request(method, path, ONE_CLICK), status)
            yield Attack(
                f"{method} with a query",
                request(method, f"{path}?List-Unsubscribe=One-Click&action=leave&lang=es"), status)


def pages(token, page):
    """The page that an edition is: not there until it is frozen, and then the same for all."""
    for number in range(20):
        for query in ("", "?lang=es", "?lang=../..", f"?lang={'e' * 300}", "?List-Unsubscribe=One-Click"):
            yield Attack(f"page {number}{query[:20]}", request("GET", f"/e/{page}{query}"), (200, 404))
    yield Attack("HEAD of a page", request("HEAD", f"/e/{page}"), (200, 404))
    yield Attack("OPTIONS of a page", request("OPTIONS", f"/e/{page}"), 204)
    yield Attack("a page with a form", request("GET", f"/e/{page}", ONE_CLICK), (200, 404))
    key, _, sealed = page.partition(".")
    for position in range(0, len(sealed), 3):
        other = "A" if sealed[position] != "A" else "B"
        text = f"{key}.{sealed[:position]}{other}{sealed[position + 1:]}"
        yield Attack(f"page changed at {position}", request("GET", f"/e/{text}"), 404)
    for path in (
            f"/e/{token}", f"/u/{page}", f"/s/{page}", f"/l/{page}", f"/e/{page}/", f"/e//{page}",
            f"/e/{page}/..", f"/e/{page}%00", f"/e/{key}.", "/e/", "/e", "/e/jpu-2026-11-20"):
        yield Attack(f"no page at {path[:30]}", request("GET", path), (404, 400))
        yield Attack(f"nothing to post at {path[:30]}", request("POST", path, ONE_CLICK), (404, 400, 405))


def paths(token):
    tricks = [
        "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/config.json", "/config.json",
        "/broadsheet.sqlite", "/broadsheet.keys", "/.git/config", "/style/../config.json",
        "/style/..%2f..%2fbroadsheet.keys.css", "/style/jpu.css/../../x", "/style/.css",
        f"//u/{token}", f"/u//{token}", f"/u/{token}/", f"/u/{token}/..", f"/./u/{token}",
        f"/U/{token}", f"/%75/{token}", f"/u/{token}%00", f"/u/{token}%0d%0aX-Injected:1",
        f"/u/{token};a=b", f"/u/{token}#x", f"/x/../u/{token}", "http://evil.example/u/k1.AAAA",
        "/u/", "/u", "/u/null", "/u/undefined", "/u/0", "/u/-1", "/u/1", "/u/1%20OR%201=1",
        "/u/';DROP TABLE subscriber;--".replace(" ", "+"), "/l/1", "/s/admin", "/subscribe/JPU",
        "/subscribe/..", "/subscribe/%3Cscript%3E", "/subscribe/jpu'--", "/find/", "/healthz/x",
        "/u/" + "A" * 300, "/" + "a/" * 500, "/wp-login.php", "/admin", "/index.php?x=<script>",
    ]
    for path in tricks:
        yield Attack(f"path {path[:40]}", request("GET", path), (404, 400))
        yield Attack(f"posting to {path[:40]}", request("POST", path, ONE_CLICK), (404, 400))
    # A server takes the absolute form (RFC 9112, 3.2.2), and its host goes nowhere.
    yield Attack("another host", request("GET", f"http://evil.example/u/{token}"), 200)
    yield Attack("a long query", request("GET", "/?" + "a" * 6000), (200, 400))
    yield Attack("an odd language", request("GET", "/?lang=%3Cscript%3E&lang=../.."), 200)
    yield Attack("bytes in the path", b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n", (404, 400))
    yield Attack("an asterisk", request("OPTIONS", "*"), (404, 400))


def forged(token):
    key, _, sealed = token.partition(".")
    for position in range(0, len(sealed)):
        other = "A" if sealed[position] != "A" else "B"
        text = f"{key}.{sealed[:position]}{other}{sealed[position + 1:]}"
        yield Attack(
            f"token changed at {position}", request("POST", f"/u/{text}", ONE_CLICK), 404)
    for text in (
            sealed, f"{key}.", f".{sealed}", f"k9.{sealed}", f"{key}.{sealed[:-1]}",
            f"{key}.{sealed}A", f"{key}.{sealed}=", f"{key}..{sealed}", token.upper(),
            f"{key}.{sealed[::-1]}", f"{key}.{'A' * len(sealed)}", f"{key}.{'_' * 44}"):
        for page in "usle":
            yield Attack(f"made-up token on {page}", request("GET", f"/{page}/{text}"), 404)


def posts(token):
    path = f"/u/{token}"
    for name, body, allowed in (
            ("nothing", b"", 422), ("another field", b"a=b", 400), ("half of it", b"List-Unsubscribe", 400),
            ("another click", b"List-Unsubscribe=Two-Clicks", 400),
            ("an unknown action", b"action=destroy", 400), ("no reason", b"action=reason", 400),
            ("coming back", b"action=return&stamp=k1.1.00&scope=all", 200),
            ("a broken escape", b"action=%zz", 400), ("half an escape", b"action=leave&x=%", 400),
            ("no UTF-8", b"action=\xff\xfe", 400), ("encoded non-UTF-8", b"action=%ff%fe", 400),
            ("NUL", b"action=lea%00ve", 400), ("many fields", b"a=1&" * 4000, 400),
            ("only separators", b"&=" * 8000, (400, 422)), ("too long", b"a=" + b"x" * 17000, 413),
            ("a megabyte", b"a=" + b"x" * 1048576, (413, CLOSED))):
        yield Attack(f"posting {name}", request("POST", path, body), allowed)
    for kind in ("text/plain", "application/json", "text/xml", "application/octet-stream", "x" * 300,
                 "multipart/mixed; boundary=x", "application/x-www-form-urlencoded/x"):
        yield Attack(f"a form as {kind[:30]}", request("POST", path, ONE_CLICK, kind=kind), 415)
    for fields in (
            ["Origin: https://evil.example"], ["Sec-Fetch-Site: cross-site"],
            ["Sec-Fetch-Site: same-site", "Origin: https://www.example.org"],
            ["Origin: https://news.example.org.evil.example"], ["Origin: http://news.example.org"]):
        yield Attack(
            f"a foreign form ({fields[0]})", request("POST", path, b"action=leave", fields), 403)
        yield Attack("a foreign language", request(
            "POST", f"/s/{token}", b"action=language&language=es", fields), 403)


def multiparts(token):
    field = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    click = (b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n')
    for name, body, boundary in (
            ("no end", field, "x"), ("no part", b"--x--", "x"), ("no boundary", click + b"--x--", ""),
            ("another boundary", click + b"--x--", "y"), ("a long boundary", click, "x" * 71),
            ("500 parts", field * 230 + b"--x--", "x"), ("empty", b"", "x"),
            ("only boundaries", b"--x\r\n" * 3000, "x"), ("line feeds alone", field.replace(b"\r", b""), "x"),
            ("an endless header", b"--x\r\nA: " + b"b" * 15000, "x"),
            ("no name", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--", "x"),
            ("no UTF-8", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--', "x"),
            ("in itself", b'--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n' + click + b"--x--",
             "x"),
            ("too long", field * 1200 + b"--x--", "x")):
        yield Attack(
            f"parts: {name}",
            request("POST", f"/u/{token}", body, kind=f"multipart/form-data; boundary={boundary}"),
            (400, 413, 422))


def smuggled(token):
    """Requests that two servers in a row would cut in different places."""
    inner = f"POST /u/{token} HTTP/1.1\nHost: a\nContent-Type: {FORM}\nContent-Length: 26\n\n" \
            f"{ONE_CLICK.decode()}"
    head = f"POST /find HTTP/1.1\nHost: a\nContent-Type: {FORM}\n"
    for name, text in (
            ("both lengths", f"Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n{inner}"),
            ("both lengths, turned", f"Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\n{inner}"),
            ("two lengths", f"Content-Length: 0\nContent-Length: 5\n\n{inner}"),
            ("two lengths in one", f"Content-Length: 0, 5\n\n{inner}"),
            ("a negative length", f"Content-Length: -1\n\n{inner}"),
            ("a signed length", f"Content-Length: +0\n\n{inner}"),
            ("a length in hex", f"Content-Length: 0x0\n\n{inner}"),
            ("a length beyond all", f"Content-Length: 99999999999999999999\n\n{inner}"),
            ("an odd encoding", f"Transfer-Encoding: xchunked\n\n{inner}"),
            ("chunked, not last", f"Transfer-Encoding: chunked, identity\n\n0\n\n{inner}"),
            ("a tab in the encoding", f"Transfer-Encoding:\x0bchunked\n\n0\n\n{inner}"),
            ("a broken chunk", f"Transfer-Encoding: chunked\n\nzz\n{inner}"),
            ("a negative chunk", f"Transfer-Encoding: chunked\n\n-1\n{inner}"),
            ("a chunk beyond all", f"Transfer-Encoding: chunked\n\nffffffffffffffffff\n{inner}"),
            ("a space before the colon", f"Content-Length : 0\n\n{inner}"),
            ("a folded field", f"X: a\n Content-Length: 9\nContent-Length : 1\n\n{inner}"),
            ("NUL in a field", f"X: a\0b\n\n{inner}"),
            ("a field without a name", f": a\n\n{inner}")):
        yield Attack(f"smuggling: {name}", raw(head + text), REFUSED)
    yield Attack("smuggling: bare CR", raw(head) + b"X: a\rY: b\r\n\r\n", REFUSED)


def malformed(token):
    dice = random.Random(7)
    yield Attack("TLS", bytes.fromhex("16030100c8010000c40303") + bytes(190), REFUSED)
    yield Attack("SSH", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", REFUSED)
    yield Attack("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 404, 405, CLOSED))
    yield Attack("SMTP", b"EHLO example.org\r\nMAIL FROM:<a@b.org>\r\n\r\n", REFUSED)
    yield Attack("HTTP/0.9", b"GET /\r\n\r\n", REFUSED)
    yield Attack("HTTP/9.9", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", REFUSED)
    yield Attack("HTTP/1.0", b"GET /healthz HTTP/1.0\r\n\r\n", 200)
    yield Attack("no spaces", b"GET/HTTP/1.1\r\n\r\n", REFUSED)
    yield Attack("a long line", b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n\r\n", (400, 404, CLOSED))
    yield Attack("a long field", request("GET", "/", fields=["X: " + "a" * 20000]), REFUSED)
    yield Attack(
        "many fields", request("GET", "/", fields=[f"X{n}: a" for n in range(500)]), REFUSED)
    yield Attack("many cookies", request("GET", "/", fields=["Cookie: " + "a=b;" * 1900]), (200, 400))
    yield Attack(
        "a language of commas",
        request("GET", "/nowhere", fields=["Accept-Language: " + "," * 7000]), 404)
    yield Attack(
        "a chain of proxies", request("GET", "/", fields=["X-Forwarded-For: " + "1," * 3000]), 200)
    yield Attack("a made-up host", request("GET", f"/u/{token}", fields=[
        "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher", "Forwarded: host=evil"]), 200)
    for number in range(24):
        noise = dice.randbytes(dice.randint(1, 400)) + b"\r\n\r\n"
        yield Attack(f"noise {number}", noise, REFUSED)


def forms(stamps):
    """Forms that make letters, as programs fill them in."""
    for path, stamp in stamps.items():
        for name, fields, allowed in (
                ("no stamp", {}, 422), ("a made-up stamp", {"stamp": "k1.1795000000." + "0" * 64}, 422),
                ("an address with a line", {"address": "a@b.org\r\nBcc: eve@b.org", "stamp": stamp}, 422),
                ("two addresses", {"address": "a@b.org, c@d.org", "stamp": stamp}, 422),
                ("a name for an address", {"address": "Eve <eve@b.org>", "stamp": stamp}, 422),
                ("a long address", {"address": "a" * 400 + "@b.org", "stamp": stamp}, 422),
                ("markup for an address", {"address": "<script>@b.org", "stamp": stamp}, 422),
                ("a quoted address", {"address": '"a\r\nb"@b.org', "stamp": stamp}, 422),
                ("no address", {"stamp": stamp}, 422),
                ("the trap", {"address": "trapped@b.org", "stamp": stamp, "topic": "x"}, 200)):
            body = urllib.parse.urlencode({"address": "unasked@b.org", **fields}).encode() \
                if name != "no address" else urllib.parse.urlencode(fields).encode()
            yield Attack(f"{path}: {name}", request("POST", path, body), allowed)


# Slow ones have a connection each for some time.


def trickle(site, first, piece, name):
    """Sends a little every second: the site must have enough of it before half a minute."""
    begin = time.monotonic()
    with site.connect(40) as connection:
        connection.sendall(first)
        connection.settimeout(1)
        while time.monotonic() - begin < 30:
            try:
                connection.sendall(piece)
                if not connection.recv(4096):
                    return None
            except TimeoutError:
                continue
            except OSError:
                return None
    return f"{name}: the connection is open after 30 seconds"


def never_reads(site, name):
    """Asks for more and more, and reads nothing; it must not keep others from being served."""
    with site.connect(10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.settimeout(3)
        try:
            for _ in range(3000):
                connection.sendall(request("GET", "/subscribe"))
        except OSError:
            pass
        return None if site.get("/healthz")[0] == 200 else f"{name}: the site is silent"


def vanishes(site, octets):
    """Hangs up in the middle, hard."""
    with site.connect(10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(octets)


def slow(site, token):
    head = b"POST /u/" + token.encode() + b" HTTP/1.1\r\nHost: a\r\n"
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n"
    yield lambda: trickle(site, b"", b"", "silence")
    yield lambda: trickle(site, b"G", b"E", "a slow method")
    for number in range(6):
        yield lambda number=number: trickle(site, head, b"X-%d: a\r\n" % number, "a slow header")
        yield lambda: trickle(site, head + form, b"a", "a slow body")
    yield lambda: trickle(
        site, head + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", "slow chunks")
    for _ in range(2):
        yield lambda: never_reads(site, "who never reads")
    for number in range(10):
        yield lambda number=number: vanishes(site, (head + form)[:20 * number + 5])


class Trial:
    """A federation, its site and a send, and the accounts at the end."""

    def __init__(self, checks, federation, scratch):
        self.checks, self.federation, self.scratch = checks, federation, scratch

    def tokens(self):
        """The link of each reader, from the messages that would be sent."""
        self.federation.run("rehearse", "--output", "rehearsal")
        links = {}
        self.page = None
        for file in self.federation.messages("rehearsal"):
            self.page = self.page or page_of(file.read_bytes())
            text = re.sub(r"\r?\n[ \t]+", " ", file.read_text(encoding="latin-1"))
            link = re.search(r"(?im)^List-Unsubscribe:.*/u/([^>\s]+)>", text)
            recipient = re.search(r"(?im)^To:.*?([\w.]+@[\w.]+)", text)
            if link and recipient:
                links[recipient[1]] = link[1]
        return links

    def run(self, server):
        links = self.tokens()
        self.checks.equal("hostile: every message has its link", len(links), READERS)
        self.checks.equal("hostile: messages name their page", bool(self.page), True)
        site = Site(self.federation, self.port)
        try:
            site.wait()
            sender = self.federation.start("send", "--quiet")
            self.attack(site, links)
            self.checks.equal("hostile: the send ends well", sender.wait(120), 0)
            self.read(site, links)
            self.limits(site)
        finally:
            self.checks.equal("hostile: the site stops when it is asked to", site.stop(), 0)
        self.account(site, links, server)

    def attack(self, site, links):
        leavers = [f"reader{number}@example.org" for number in range(LEAVERS)]
        victim = links[f"reader{READERS - 1}@example.org"]
        stamps = {path: stamp(site, path) for path in ("/find", "/subscribe/jpu")}
        attacks = [*itertools.chain(
            wrong_methods(victim, self.page), safe_methods(victim), pages(victim, self.page),
            paths(victim), forged(victim),
            posts(victim), multiparts(victim), smuggled(victim), malformed(victim), forms(stamps))]
        for leaver in leavers:
            attacks += [
                Attack("one click", request("POST", f"/u/{links[leaver]}", ONE_CLICK), 200)
                for _ in range(5)]
        random.Random(11).shuffle(attacks)
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            slow_ones = [pool.submit(work) for work in slow(site, victim)]
            answers = list(pool.map(lambda attack: attack.problem(site), attacks))
            answers += [future.result() for future in slow_ones]
        self.count = len(answers)
        self.checks.claim(
            f"hostile: {self.count} requests are answered as they should be",
            [problem for problem in answers if problem])
        self.checks.equal("hostile: 200 and more", self.count >= 200, True)
        self.checks.equal("hostile: the site still answers", site.get("/healthz")[0], 200)

    def read(self, site, links):
        """The edition as a page: there now, with a policy of its own and nothing of any reader."""
        status, header, body = site.get(f"/e/{self.page}")
        self.checks.equal("hostile: the edition is a page", status, 200)
        wanted = (
            "x-robots-tag: noindex", "cache-control: public, max-age=3600",
            "default-src 'none'; style-src 'unsafe-inline'; img-src https:; form-action 'none'")
        self.checks.claim(
            "hostile: its header says what browsers may do with it",
            [text for text in wanted if text not in header.lower()])
        personal = [b"@example.org", b"/u/", b"/s/", b"/e/", b"<form", b"<script"]
        personal += [link.encode() for link in links.values()]
        self.checks.claim(
            "hostile: the page has nothing of a reader", [text for text in personal if text in body])

    def limits(self, site):
        """One client is told to wait, and nobody else."""
        head = b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n"
        statuses = [site.say(head)[0] for _ in range(300)]
        self.checks.equal("hostile: one client is limited", 429 in statuses, True)
        self.checks.equal("hostile: and others are not", site.get("/healthz")[0], 200)

    def account(self, site, links, server):
        """Nobody was changed but who asked for it, and the send knows nothing of all this."""
        leavers = {f"reader{number}@example.org" for number in range(LEAVERS)}
        with sqlite3.connect(self.federation.folder / "broadsheet.sqlite") as database:
            left = [row[0] for row in database.execute("SELECT canonical FROM optOut")]
            letters = [row[0] for row in database.execute("SELECT address FROM letter")]
            states = dict(database.execute(
                "SELECT state, count(*) FROM delivery GROUP BY state").fetchall())
            chosen = database.execute(
                "SELECT count(*) FROM subscription WHERE chosenLanguage IS NOT NULL").fetchone()[0]
        self.checks.equal("hostile: they have left who asked, once each", sorted(left), sorted(leavers))
        self.checks.equal("hostile: no letter was asked for", letters, [])
        self.checks.equal("hostile: nobody's language has changed", chosen, 0)
        accepted = {recipient for recipient, _ in server.taken}
        self.checks.claim(
            "hostile: everybody else has got their message", sorted(set(links) - leavers - accepted))
        self.checks.equal("hostile: and once", len(server.taken), len(accepted))
        self.checks.equal(
            "hostile: nothing is left open", set(states) - {"accepted", "skipped"}, set())
        editions = self.federation.json("log", "balance")["editions"]
        self.checks.equal(
            "hostile: the log balances", [edition["balanced"] for edition in editions], [True])
        log = site.log()
        self.checks.claim(
            "hostile: the site has told nobody's address or link",
            [text for text in ("@example.org", "@b.org", next(iter(links.values()))) if text in log])

    @property
    def port(self):
        return int(json.loads(
            (self.federation.folder / "config.json").read_text())["site"]["listen"].split(":")[1])


def page_of(octets):
    """The token of the page that a message names."""
    message = email.message_from_bytes(octets, policy=email.policy.default)
    found = re.search(r"/e/([A-Za-z0-9._-]+)", message.get_body(("html",)).get_content())
    return found[1] if found else None


def stamp(site, path):
    body = site.get(path)[2].decode()
    return re.search(r'name="stamp" value="([^"]+)"', body)[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check(checks, federation, scratch):
    folder = scratch / "hostile"
    with MailServer(DOT_DELAY) as server:
        crowd.write(folder, server.port, READERS, SESSIONS)
        settings = json.loads((folder / "config.json").read_text())
        settings["site"] = {
            "url": "https://news.example.org", "listen": f"127.0.0.1:{free_port()}",
            "trustedHops": 1}
        (folder / "config.json").write_text(json.dumps(settings))
        made = federation(folder)
        made.run("fetch")
        Trial(checks, made, scratch).run(server)
