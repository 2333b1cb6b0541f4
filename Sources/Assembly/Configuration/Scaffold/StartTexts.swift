/// The texts that a new federation starts with.
enum StartTexts {
  static let configuration = """
    {
      "organization": {
        "name": "Example Labor Federation",
        "postalAddress": "100 Main Street, Springfield, CT 06100",
        "timeZone": "America/New_York",
        "website": "https://www.example.org"
      },
      "sender": { "address": "news@example.org" },
      "smtp": { "url": "smtp://127.0.0.1:2525" },
      "digest": {
        "schedule": { "weekly": ["friday"], "at": "09:00" }
      },
      "sources": [{ "feed": "https://www.example.org/affiliates/{id}/feed" }],
      "list": "Lists/{id}.csv",
      "affiliates": [
        { "id": "local-12", "name": "Local 12" }
      ]
    }

    """

  static let list = """
    email,name
    ana@example.org,Ana Silva

    """

  static let readme = """
    # Our newsletters

    This folder is what Broadsheet needs to compose and mail them.

    - `config.json` says who publishes, who mails it, and which affiliates there are. An affiliate
      takes `sender`, `digest`, `theme`, `sources` and `list` from the top and may set any of them
      for itself; `{id}` in them is the affiliate's id. `config.example.json`, which comes with
      Broadsheet, has every setting there is.
    - `Lists/` has one file of subscribers for each affiliate: `email,name` in the first line, then
      a line for each person. Edit them with a spreadsheet, or with `broadsheet lists add` and
      `remove`.
    - `Templates/digest/` is how a digest looks. A folder named as an affiliate replaces single
      files of it: `Templates/local-12/subject.mustache`.
    - `Editions/local-12.md`, if you write it, is the introduction of the next edition.
    - `broadsheet.keys` signs the links in each message. Keep it out of git, and in your backups.

    `smtp` points at this machine: `broadsheet catch --port 2525` receives the mail there and shows
    it on http://127.0.0.1:8025, so that you can try everything. When it looks right, set the
    address of your relay:

        "smtp": { "url": "smtp://mail.example.org:587", "username": "news",
                  "passwordFile": "smtp.password" }

    Then run it every 15 minutes from cron:

        */15 * * * * broadsheet run --config /path/to/config.json

    """
}
