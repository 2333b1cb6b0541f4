#!/usr/bin/env python3
"""Looks at caught mail as an editor does, in a real browser, while hostile messages come in.

    Tests/Checks/caught.py PROGRAM [--pictures FOLDER]

The sample federation sends into a catcher whose list is open and must grow by itself; then come
messages that would run, navigate, fetch, flood or confuse. Nothing of a message may run or move the
page, and nothing but pictures may be fetched for it; every page must have no serious finding of axe
and fit the width. With --pictures each page is kept as a PNG, light and dark. Exits 1 when a claim
does not hold. It needs chromium, and what requirements.txt names.
"""

import argparse
import base64
import http.client
import http.server
import os
import pathlib
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from browser import BROWSERS, NARROWEST, REPOSITORY, answers, free_port, wait_for
from claims import Checks
from program import Federation

WIDTHS = {"phone": 375, "desktop": 1280}
SETTLE = 300
DEADLINE = 30
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


class Elsewhere:
    """A site that the messages would like to reach; it notes what it is asked for."""

    def __enter__(self):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                self.wfile.write(PIXEL)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()


class Catcher:
    """The program, catching into a folder, with its pages."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.mail, self.web = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web}"

    def __enter__(self):
        self.process = subprocess.Popen(
            [self.program, "catch", "--quiet", "--port", str(self.mail), "--web-port", str(self.web),
             "--folder", str(self.folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: answers(self.url), "the list answers")
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(DEADLINE)

    def send(self, octets, recipient="reader@example.org"):
        with smtplib.SMTP("127.0.0.1", self.mail, timeout=DEADLINE) as client:
            client.sendmail("news@example.org", [recipient], octets)

    def ask(self, method, path, host=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.web, timeout=DEADLINE)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.web}")
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def html(body, subject="A message", more=""):
    return (
        f"From: News <news@example.org>\r\nTo: Reader <reader@example.org>\r\nSubject: {subject}\r\n"
        f"{more}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def hostile(away, home):
    """Messages by what they try: what stands in each."""
    yield "scripts", html(
        "<!doctype html><html><body onload=\"alert('load')\"><script>alert(1);"
        f"top.location='{away}/top'</script><img src=x onerror=\"alert(2)\">"
        "<svg onload=\"alert(3)\"><script>alert(4)</script></svg>"
        f"<iframe srcdoc=\"<script>parent.alert(5)</script>\"></iframe><iframe src='{away}/frame'></iframe>"
        f"<object data='{away}/object'></object><embed src='{away}/embed'>"
        f"<script src='{away}/script.js'></script><p>Scripts</p>",
        subject="<script>alert('subject')</script>\" onmouseover=\"alert(6)")
    yield "a refresh", html(
        f"<meta http-equiv=refresh content='0;url={away}/refresh'><p>Refresh</p>", "A refresh")
    yield "a refresh to ours", html(
        "<meta http-equiv=refresh content='0;url=/'><p>Refresh</p>", "A refresh to ours")
    yield "a script for a refresh", html(
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(7)\"><p>Refresh</p>", "Refresh")
    yield "a form", html(
        f"<form action='{away}/form' method=post><input name=password autofocus>"
        f"<button id=go>Press me</button></form><form action='{home}/'><input></form>", "A form")
    yield "links", html(
        f"<base href='{away}/based/'><p><a id=script href=\"javascript:alert(8)\">Script</a> "
        f"<a id=top target=_top href='{away}/top'>Top</a> "
        f"<a id=parent target=_parent href='{away}/parent'>Parent</a> "
        "<a id=data target=_top href=\"data:text/html,<script>alert(9)</script>\">Data</a></p>",
        "Links")
    yield "styles and fonts", html(
        f"<link rel=stylesheet href='{away}/style.css'><link rel=prefetch href='{away}/prefetch'><LINK/rel=prerender href='{away}/prerender'>"
        f"<link rel=preload as=script href='{away}/preload.js'><style>@import url({away}/import.css);"
        f"@font-face{{font-family:x;src:url({away}/font.woff)}} p{{font-family:x;"
        f"background:url({away}/background.png)}} body{{background:url(javascript:alert(10))}}</style>"
        f"<p>Styles</p><video src='{away}/video' autoplay></video><audio src='{away}/audio' autoplay>"
        f"</audio><img src='{away}/image.png' alt=''>", "Styles")
    yield "a page over ours", html(
        "<div style='position:fixed;inset:0;width:9999px;height:9999px;z-index:2147483647;"
        "background:#fff'>Over all</div></main></body></html><h1>More</h1>", "Over ours")
    yield "a line of 5 MB", html("<p>" + "y" * 5_000_000, "A long line")
    yield "a text of 5 MB in one line", (
        b"Subject: A long text\r\nTo: reader@example.org\r\n\r\n" + b"z" * 5_000_000)
    yield "broken MIME", (
        b"From: =?utf-8?Q?=\r\nTo: =?x?B?!!?=\r\nSubject: Broken MIME\r\n"
        b"Content-Type: multipart/mixed; boundary=\"a\r\nContent-Transfer-Encoding: nonsense\r\n\r\n"
        b"--a\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\n\xff\xfe\x00--b--\r\n")
    yield "no header", b"no header at all\r\n\xe9\xff"
    yield "nothing", b""
    yield "a long and turned subject", html(
        "<p>x</p>", "x" * 900 + " =?utf-8?Q?=E2=80=AEgnp.exe?=",
        more="X-Long: " + "v" * 900 + "\r\n" + "".join(f"X-{n}: y\r\n" for n in range(300)))
    yield "files", files(away)


def files(away):
    """Names that lead elsewhere, a page as a file, a picture of its own in the HTML."""
    return "\r\n".join([
        "From: \"<b>Eve</b>\" <eve@example.org>", "To: reader@example.org", "Subject: Files",
        "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html", "",
        "<p>Mine: <img id=mine src=\"cid:own@x\" alt=mine></p>", "--b",
        "Content-Type: image/png", "Content-ID: <own@x>", "Content-Transfer-Encoding: base64", "",
        base64.b64encode(PIXEL).decode(), "--b", "Content-Type: text/html",
        "Content-Disposition: attachment; filename=\"../../../etc/<b>passwd</b>\"", "",
        f"<script>location='{away}/file'</script>", "--b", "Content-Type: image/svg+xml",
        "Content-Disposition: inline; filename*=utf-8''%2e%2e%2f%0d%0aSet-Cookie%3a%20a.svg", "",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(11)</script></svg>", "--b--", "",
    ]).encode()


class Look:
    """One browser window."""

    def __init__(self, checks, catcher, context, width, pictures):
        self.checks, self.catcher, self.pictures = checks, catcher, pictures
        self.width, self.name = WIDTHS[width], width
        self.ran, self.opened, self.strangers = [], [], []
        self.page = context.new_page()
        self.page.on("dialog", self.dialog)
        self.page.on("requestfinished", self.note)
        context.on("page", lambda page: self.opened.append(page) if page != self.page else None)

    def dialog(self, dialog):
        self.ran.append(dialog.message)
        dialog.dismiss()

    def note(self, request):
        is_ours = request.url.startswith((self.catcher.url, "data:"))
        if not is_ours and request.resource_type != "image":
            self.strangers.append(request)

    def claim(self, words, problems):
        self.checks.claim(f"caught ({self.name}): {words}", problems)

    def equal(self, words, found, wanted):
        self.checks.equal(f"caught ({self.name}): {words}", found, wanted)

    def open(self, path, name):
        answer = self.page.goto(self.catcher.url + path)
        self.equal(f"{name} is answered with 200", answer.status, 200)
        self.page.wait_for_timeout(SETTLE)
        self.equal(f"{name} stays where it is", self.page.url, self.catcher.url + path)

    def look(self, name):
        """What holds for any page."""
        self.claim(f"{name}: axe finds nothing serious", self.findings())
        self.claim(f"{name}: it fits {NARROWEST} pixels and its own width", self.overflows())
        if self.pictures:
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                self.page.screenshot(
                    path=self.pictures / f"{self.name}-{name.replace(' ', '-')}-{scheme}.png")
            self.page.emulate_media(color_scheme="light")

    def findings(self):
        # Frames hold other people's messages.
        for finding in Axe().run(self.page, options={"iframes": False}).response["violations"]:
            if finding["impact"] in ("serious", "critical"):
                for node in finding["nodes"]:
                    yield f"{finding['id']}: {node['html'][:200]}"

    def overflows(self):
        for width in (NARROWEST, self.width):
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                yield f"{wide} pixels wide at {width}"

    def rows(self):
        return self.page.locator(".mails li").count()


def grows(look, federation):
    """The list is open while the sample federation sends."""
    look.open("/", "the empty list")
    look.equal(
        "an empty list tells how to send here",
        f"smtp://127.0.0.1:{look.catcher.mail}" in look.page.locator("main").inner_text(), True)
    look.look("empty list")
    federation.run("send")
    sent = len(federation.messages("caught"))
    summary = f"1 to 100 of {sent}, newest first"
    wait_for(lambda: summary in look.page.locator("main").inner_text(), "the list shows all")
    look.equal("the list grows by itself, a hundred on a page", look.rows(), 100)
    look.page.get_by_label("Recipient or subject").fill("Abena")
    federation.run("send", "--test", "ana@example.org")
    look.page.wait_for_timeout(2000)
    look.equal("what is being written stays",
               look.page.get_by_label("Recipient or subject").input_value(), "Abena")
    look.page.get_by_label("Recipient or subject").blur()
    sent = len(federation.messages("caught"))
    summary = f"1 to 100 of {sent}, newest first"
    wait_for(lambda: summary in look.page.locator("main").inner_text(), "the list goes on")
    look.equal("and stays where it is", look.page.url, look.catcher.url + "/")
    look.look("list")
    look.page.get_by_role("link", name="Older").click()
    look.equal("the next page goes on", look.rows(), min(100, sent - 100))
    look.page.get_by_label("Recipient or subject").fill("abena.underlake@")
    look.page.get_by_role("button", name="Find").click()
    look.equal("one is found by recipient", 0 < look.rows() < 6, True)
    look.look("search")
    look.page.locator(".mails a").first.click()
    look.page.wait_for_timeout(SETTLE)
    for view in ("Desktop", "Phone", "Text", "Headers", "Source"):
        look.page.get_by_role("link", name=view, exact=True).click()
        look.page.wait_for_timeout(SETTLE)
        look.look(f"message {view.lower()}")
    return sent


def stays_quiet(look, first, names, away):
    """Every hostile message; in every view where there is little room."""
    for number, name in enumerate(names, first):
        for view in ("/phone", "/text", "/headers", "/source") if look.name == "phone" else ():
            look.open(f"/{number}{view}", f"{name}{view}")
        look.open(f"/{number}", name)
        look.look(name)
        if name == "links":
            press_links(look)
        if name == "a form":
            look.page.frame_locator("iframe").locator("#go").click(timeout=5000)
            look.page.wait_for_timeout(SETTLE)
        if name == "files":
            size = look.page.frame_locator("iframe").locator("#mine").evaluate("i => i.naturalWidth")
            look.equal("a picture of its own is shown", size, 1)
            download_files(look, number)
    look.open("/", "the list with all of them")
    look.look("hostile list")
    look.claim("nothing of a message runs", look.ran)
    look.claim("nothing of a message opens a window", [page.url for page in look.opened])
    look.claim("nothing but pictures is got from elsewhere", [
        f"{request.resource_type} {request.url}" for request in look.strangers])
    look.claim("nothing but pictures is asked for elsewhere", [
        path for path in away.asked if not path.endswith(".png")])


def press_links(look):
    url = look.page.url
    for link in ("script", "top", "parent", "data"):
        look.page.frame_locator("iframe").locator(f"#{link}").click(timeout=5000)
        look.page.wait_for_timeout(SETTLE)
        look.equal(f"the link '{link}' leaves the page where it is", look.page.url, url)
    for page in look.opened:
        look.equal("a link opens beside, and nothing runs there", page.url, "about:blank")
        page.close()
    look.opened.clear()


def download_files(look, number):
    look.equal("three files are named", look.page.locator(".files a").count(), 3)
    for index in range(3):
        with look.page.expect_download() as download:
            look.page.locator(".files a").nth(index).click()
        name = download.value.suggested_filename
        look.claim("a file's name leads nowhere", [name] if "/" in name or ".." in name else [])
    for address in (f"/{number}/message.eml", look.page.locator(".files a").nth(1).get_attribute("href")):
        answer, _ = look.catcher.ask("GET", address)
        look.equal(
            f"{address} is saved and never opened",
            (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"],
             answer.headers["Content-Disposition"].split(";")[0], answer.headers["Set-Cookie"]),
            ("application/octet-stream", "nosniff", "attachment", None))


def paths(checks, catcher, secret):
    """Nothing outside of the folder can be read, and nobody else's page can ask."""
    tricks = [
        "/../config.json", "/%2e%2e/config.json", "/1/../../config.json", "/1/part/../../../config.json",
        "//etc/passwd", "/0001-ana@example.org.eml", "/1/%2e%2e", "/-1", "/01", "/1e3", "/+1", "/1/",
        "/1/part/", "/1/part/x", "/1/part/99999999999999999999", "/99999999999999999999999", "/1//text",
        "/1/text/x", "/caught", "/config.json", "/1.json", "/1/message.eml/..", "/%00", "/1%00/text",
        "/1/frame/../../../config.json", "\\..\\config.json", "/666"]
    for path in tricks:
        answer, body = catcher.ask("GET", path)
        checks.claim(f"caught: {path} leads nowhere", [
            f"{answer.status} {body[:80]!r}"] if answer.status not in (400, 404) or secret in body else [])
    for name in ("667", "668"):
        answer, body = catcher.ask("GET", f"/{name}")
        checks.equal(f"caught: a link or pipe in the folder is not followed ({name})", (
            answer.status, secret in body), (404, False))
    for host in ("evil.example", f"evil.example:{catcher.web}", "127.0.0.1.evil.example"):
        answer, body = catcher.ask("GET", "/", host)
        checks.equal(f"caught: who asks for {host} is not answered", answer.status, 421)
    for method in ("POST", "PUT", "DELETE"):
        checks.equal(f"caught: {method} does nothing", catcher.ask(method, "/1")[0].status, 405)
    checks.equal("caught: HEAD has no body", catcher.ask("HEAD", "/")[1], b"")


def ports(checks, program, folder):
    """A port that is taken is a warning when it is the usual one, and an error when asked for."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [program, "catch", "--port", "0", "--web-port", str(port), "--folder", "other"],
            cwd=folder, capture_output=True, encoding="utf-8", timeout=DEADLINE, check=False)
        checks.equal("caught: a port that was asked for and is taken is an error", (
            done.returncode, f"cannot listen on 127.0.0.1:{port}: something else" in done.stderr),
            (75, True))
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 8025))
            taken.listen()
        except OSError:
            pass  # Somebody has it already.
        port = free_port()
        catcher = subprocess.Popen(
            [program, "catch", "--port", str(port), "--folder", "other"], cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            encoding="utf-8")
        lines = [catcher.stderr.readline() for _ in range(3)]
        checks.equal("caught: the usual port may be taken", [
            "Catching mail" in lines[0], "warning" in lines[1] and "8025" in lines[1],
            "--web-port" in lines[2]], [True, True, True])
        with smtplib.SMTP("127.0.0.1", port, timeout=DEADLINE) as client:
            client.sendmail("a@example.org", ["b@example.org"], b"Subject: x\r\n\r\nx")
        catcher.send_signal(signal.SIGTERM)
        checks.equal("caught: mail is caught all the same", (
            catcher.communicate(timeout=DEADLINE)[1].splitlines()[-1], catcher.returncode),
            ("caught 1 in all", 0))


def visit(checks, catcher, federation, away, pictures):
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        names = []
        for width in WIDTHS:
            context = browser.new_context(
                locale="en-US", viewport={"width": WIDTHS[width], "height": 900})
            look = Look(checks, catcher, context, width, pictures)
            if not names:
                first = grows(look, federation) + 1
                for name, octets in hostile(away.url, catcher.url):
                    names.append(name)
                    catcher.send(octets)
            else:
                look.open("/", "the list")
                look.look("list")
            stays_quiet(look, first, names, away)
        checks.equal("caught: it ends when it is asked to, with a page open", catcher.stop(), 0)
        browser.close()


def check(checks, make, scratch, pictures=None):
    folder = scratch / "caught-mail"
    shutil.copytree(
        REPOSITORY / "Examples", folder,
        ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
    federation = make(folder)
    federation.run("fetch")
    ports(checks, federation.program, folder)
    caught = folder / "caught"
    try:
        with Elsewhere() as away, Catcher(federation.program, caught) as catcher:
            file = folder / "config.json"
            file.write_text(file.read_text().replace("127.0.0.1:2525", f"127.0.0.1:{catcher.mail}"))
            visit(checks, catcher, federation, away, pictures)
        (caught / "0667-x@example.org.eml").symlink_to(file)
        os.mkfifo(caught / "0668-x@example.org.eml")
        with Catcher(federation.program, caught) as catcher:
            paths(checks, catcher, b"River Valley Labor Federation\",")
    except Error as error:
        raise RuntimeError(f"caught: {error.message}") from error


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--pictures", type=pathlib.Path)
    wanted = parser.parse_args()
    if wanted.pictures:
        wanted.pictures.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with tempfile.TemporaryDirectory() as scratch:
        check(
            checks, lambda folder: Federation(os.path.abspath(wanted.program), folder),
            pathlib.Path(scratch), wanted.pictures)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
