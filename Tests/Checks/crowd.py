"""A federation with one affiliate, one story and as many readers as wanted."""

import json

AFFILIATE = "jpu"
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Judicial Professionals Union</title>
<link>https://www.example.org/affiliates/jpu</link>
<item><title>Members vote for the new contract</title>
<link>https://www.example.org/story/1</link><guid isPermaLink="false">1</guid>
<description>After weeks of talks they said yes.</description></item>
</channel></rss>
"""


def write(folder, port, readers, sessions):
    """Writes the configuration, the feed and the list."""
    (folder / "Lists").mkdir(parents=True)
    rows = "".join(f"{address},Reader\n" for address in addresses(readers))
    (folder / f"Lists/{AFFILIATE}.csv").write_text("email,name\n" + rows)
    (folder / f"{AFFILIATE}.rss").write_text(FEED)
    text = json.dumps(configuration(port, sessions), indent=2)
    (folder / "config.json").write_text(text)


def addresses(readers):
    return [f"reader{number}@example.org" for number in range(readers)]


def configuration(port, sessions):
    return {
        "organization": {
            "name": "Sample Federation",
            "postalAddress": "56 Town Line Road, Rocky Hill, CT 06067",
            "timeZone": "America/New_York",
            "website": "https://www.example.org",
        },
        "sender": {"address": "news@example.org"},
        "smtp": {
            "url": f"smtp://127.0.0.1:{port}", "sessions": sessions, "messagesPerSession": 1000},
        "digest": {"backlog": "all"},
        "sources": [{"file": "{id}.rss"}],
        "list": "Lists/{id}.csv",
        "affiliates": [{"id": AFFILIATE, "name": "Judicial Professionals Union"}],
    }
