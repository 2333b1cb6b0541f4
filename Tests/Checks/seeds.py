"""The seed federation: five affiliates as their web site shows them, served on this machine."""

import collections
import http.server
import json
import pathlib
import re

import messages
from beside import Beside

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Seeds"
# The federation-wide stream comes last, so that an affiliate carries its own stories.
AFFILIATES = ("jpu", "aaag", "ar", "2221", "latest")
EVERYWHERE = "everywhere@example.org"


class Site(Beside, http.server.ThreadingHTTPServer):
    """Serves /affiliates/ID and /affiliates/ID/feed, with its own address in them."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Page)
        self.address = f"http://127.0.0.1:{self.server_port}"

    def octets(self, path):
        match path.strip("/").split("/"):
            case ["affiliates", name] if name in AFFILIATES:
                file, kind = FOLDER / f"pages/{name}.html", "text/html"
            case ["affiliates", name, "feed"] if name in AFFILIATES:
                file, kind = FOLDER / f"feeds/{name}.rss", "application/rss+xml"
            case _:
                return None
        text = file.read_text(encoding="utf-8")
        return text.replace("https://federation.example", self.address).encode(), kind


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.server.octets(self.path)
        if not found:
            return self.send_error(404)
        body, kind = found
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def affiliates():
    """What the seeds say of each affiliate: its id, its name and the titles of its stories."""
    return json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["affiliates"]


def expected():
    """The titles of each affiliate, by its id."""
    return {affiliate["id"]: affiliate["stories"] for affiliate in affiliates()}


def reader(affiliate):
    """The person who is on this list alone."""
    return f"reader-{affiliate}@example.org"


def write(folder, site, pages):
    """Writes the configuration and the lists; `pages` says which affiliates are read as pages."""
    (folder / "Lists").mkdir(parents=True)
    for name in AFFILIATES:
        rows = f"email,name\n{EVERYWHERE},Ana Everywhere\n{reader(name)},Ben Reader\n"
        (folder / f"Lists/{name}.csv").write_text(rows, encoding="utf-8")
    text = json.dumps(configuration(site, pages), indent=2)
    (folder / "config.json").write_text(text, encoding="utf-8")


def configuration(site, pages):
    names = {affiliate["id"]: affiliate["name"] for affiliate in affiliates()}

    def source(name):
        address = f"{site.address}/affiliates/{name}"
        if name in pages:
            return {"page": address, "preset": "drupal"}
        return {"feed": f"{address}/feed"}

    return {
        "organization": {
            "name": "Sample Federation",
            "postalAddress": "56 Town Line Road, Rocky Hill, CT 06067",
            "timeZone": "America/New_York",
            "website": "https://federation.example",
        },
        "sender": {"address": "news@federation.example"},
        "smtp": {"url": "smtp://127.0.0.1:2525"},
        "digest": {
            "schedule": {"weekly": ["friday"], "at": "09:00"},
            "backlog": "all",
            "maxStories": 100,
        },
        "list": "Lists/{id}.csv",
        "affiliates": [
            {"id": name, "name": names[name], "sources": [source(name)]} for name in AFFILIATES
        ],
    }


def titles_by_reader(files, titles):
    """The titles that stand in each person's messages, as often as they stand there."""
    got = collections.defaultdict(list)
    for file in files:
        message = messages.parsed(file)
        reader = message["To"].addresses[0].addr_spec
        text = messages.content(message, "plain").replace("\r\n", "\n")
        got[reader] += (title for title in titles for _ in range(headings(text, title)))
    return {reader: sorted(found) for reader, found in got.items()}


def headings(text, title):
    """How often a title stands over a story: alone on its lines, with dashes below."""
    words = r"\s+".join(re.escape(word) for word in title.split())
    return len(re.findall(rf"^{words}\n-{{3,}}$", text, re.MULTILINE))
