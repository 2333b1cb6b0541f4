import GRDB

/// The tables, as a list of steps that only ever grows: a step that shipped is never edited.
enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 stories") { try $0.execute(sql: stories) }
    migrator.registerMigration("1 people") { try $0.execute(sql: people) }
    migrator.registerMigration("1 sent-log") { try $0.execute(sql: sentLog) }
    migrator.registerMigration("3 pauses") { try $0.execute(sql: pauses) }
    // An accepted delivery stays accepted, so what is reserved through it is final: no second mark
    // that says so.
    migrator.registerMigration("3 final reservations") {
      try $0.execute(sql: "ALTER TABLE reservation DROP COLUMN isFinal")
    }
    migrator.registerMigration("3 list readings") { try $0.execute(sql: listReadings) }
    migrator.registerMigration("3 lighter log") { try $0.execute(sql: lighterLog) }
    migrator.registerMigration("4 people") { try $0.execute(sql: decisions) }
    migrator.registerMigration("4 letters") { try $0.execute(sql: letters) }
    migrator.registerMigration("4 erasure") { try $0.execute(sql: erasure) }
    return migrator
  }

  private static let stories = """
    CREATE TABLE affiliate (
      id TEXT PRIMARY KEY,
      listID TEXT,
      firstFetchedAt INTEGER,
      schedule TEXT,
      scheduledAt INTEGER
    ) WITHOUT ROWID;

    -- One place that one affiliate's stories come from. 'isFirst': it was there at the affiliate's
    -- first fetch, so the backlog counts; a source added later is baseline whole.
    CREATE TABLE source (
      affiliate TEXT NOT NULL,
      address TEXT NOT NULL,
      rules TEXT NOT NULL,
      isFirst INTEGER NOT NULL,
      attemptedAt INTEGER NOT NULL,
      readAt INTEGER,
      failure TEXT,
      etag TEXT,
      lastModified TEXT,
      listings INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (affiliate, address)
    ) WITHOUT ROWID;

    -- 'state' is live, held (looks like story 'resembles' under new keys) or skipped.
    CREATE TABLE story (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      listing TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'live',
      resembles INTEGER,
      firstSeenAt INTEGER NOT NULL
    );

    CREATE TABLE storyKey (
      key TEXT PRIMARY KEY,
      story INTEGER NOT NULL REFERENCES story
    ) WITHOUT ROWID;
    CREATE INDEX storyKeyStory ON storyKey (story);

    CREATE TABLE affiliateStory (
      affiliate TEXT NOT NULL,
      story INTEGER NOT NULL REFERENCES story,
      source TEXT NOT NULL,
      firstSeenAt INTEGER NOT NULL,
      position INTEGER NOT NULL,
      isBaseline INTEGER NOT NULL,
      PRIMARY KEY (affiliate, story)
    ) WITHOUT ROWID;
    CREATE INDEX affiliateStorySource ON affiliateStory (source);
    """

  private static let people = """
    CREATE TABLE subscriber (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      canonical TEXT NOT NULL UNIQUE
    );

    CREATE TABLE subscription (
      affiliate TEXT NOT NULL,
      subscriber INTEGER NOT NULL REFERENCES subscriber,
      address TEXT NOT NULL,
      name TEXT,
      language TEXT,
      fields TEXT,
      status TEXT NOT NULL,
      origin TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (affiliate, subscriber)
    ) WITHOUT ROWID;

    -- Opt-outs and suppressions stand apart from the lists and only ever grow: what somebody
    -- decided stays written, and a later row says what came after. 'affiliate' NULL means all.
    CREATE TABLE optOut (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      canonical TEXT NOT NULL,
      affiliate TEXT,
      at INTEGER NOT NULL,
      source TEXT NOT NULL,
      reason TEXT
    );
    CREATE INDEX optOutCanonical ON optOut (canonical);

    CREATE TABLE suppression (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      canonical TEXT NOT NULL,
      isLifted INTEGER NOT NULL DEFAULT 0,
      at INTEGER NOT NULL,
      reason TEXT
    );
    CREATE INDEX suppressionCanonical ON suppression (canonical);

    CREATE TRIGGER optOutStays BEFORE DELETE ON optOut
      BEGIN SELECT RAISE(ABORT, 'opt-outs are never removed'); END;
    CREATE TRIGGER optOutKept BEFORE UPDATE ON optOut
      BEGIN SELECT RAISE(ABORT, 'opt-outs are never changed'); END;
    CREATE TRIGGER suppressionStays BEFORE DELETE ON suppression
      BEGIN SELECT RAISE(ABORT, 'suppressions are never removed'); END;
    CREATE TRIGGER suppressionKept BEFORE UPDATE ON suppression
      BEGIN SELECT RAISE(ABORT, 'suppressions are never changed'); END;
    """

  private static let sentLog = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command TEXT NOT NULL,
      startedAt INTEGER NOT NULL
    );

    -- 'content' is all that the messages are made from; 'owedStories' are stories given back
    -- earlier that some of the audience get with this edition.
    CREATE TABLE edition (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      affiliate TEXT NOT NULL,
      frozenAt INTEGER NOT NULL,
      content TEXT NOT NULL,
      owedStories TEXT NOT NULL,
      audienceCount INTEGER NOT NULL,
      audienceHash INTEGER NOT NULL
    );

    CREATE TABLE editionStory (
      affiliate TEXT NOT NULL,
      story INTEGER NOT NULL REFERENCES story,
      edition INTEGER NOT NULL REFERENCES edition,
      PRIMARY KEY (affiliate, story)
    ) WITHOUT ROWID;
    CREATE INDEX editionStoryStory ON editionStory (story);

    -- The stories that those see who share a variant, in the order they are shown.
    CREATE TABLE variant (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      edition INTEGER NOT NULL REFERENCES edition,
      stories TEXT NOT NULL,
      UNIQUE (edition, stories)
    );

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      edition INTEGER NOT NULL REFERENCES edition,
      subscriber INTEGER NOT NULL REFERENCES subscriber,
      isCopy INTEGER NOT NULL,
      variant INTEGER REFERENCES variant,
      address TEXT NOT NULL,
      name TEXT,
      language TEXT,
      fields TEXT,
      state TEXT NOT NULL,
      reason TEXT,
      reply TEXT,
      handedOverBy INTEGER REFERENCES run,
      firstTriedAt INTEGER,
      tries INTEGER NOT NULL DEFAULT 0,
      nextTryAt INTEGER,
      UNIQUE (edition, subscriber)
    );
    CREATE INDEX deliverySubscriber ON delivery (subscriber);
    -- Open deliveries are few beside years of ended ones. A query uses this index when it has the
    -- same condition, word for word (Database.openDeliveries).
    CREATE INDEX deliveryOpen ON delivery (edition)
      WHERE state IN ('planned', 'deferred', 'handedOver');

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      delivery INTEGER NOT NULL REFERENCES delivery,
      run INTEGER NOT NULL REFERENCES run,
      at INTEGER NOT NULL,
      fromState TEXT NOT NULL,
      toState TEXT NOT NULL,
      detail TEXT
    );
    CREATE INDEX attemptDelivery ON attempt (delivery);
    CREATE INDEX attemptHandedOver ON attempt (at) WHERE toState = 'handedOver';
    CREATE TRIGGER attemptStays BEFORE DELETE ON attempt
      BEGIN SELECT RAISE(ABORT, 'attempts are never removed'); END;
    CREATE TRIGGER attemptKept BEFORE UPDATE ON attempt
      BEGIN SELECT RAISE(ABORT, 'attempts are never changed'); END;

    -- The promise in one line: a story is one person's once.
    CREATE TABLE reservation (
      subscriber INTEGER NOT NULL REFERENCES subscriber,
      story INTEGER NOT NULL REFERENCES story,
      delivery INTEGER NOT NULL REFERENCES delivery,
      isFinal INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (subscriber, story)
    ) WITHOUT ROWID;
    CREATE INDEX reservationStory ON reservation (story);
    CREATE INDEX reservationDelivery ON reservation (delivery);

    CREATE TABLE owed (
      subscriber INTEGER NOT NULL REFERENCES subscriber,
      story INTEGER NOT NULL REFERENCES story,
      since INTEGER NOT NULL,
      PRIMARY KEY (subscriber, story)
    ) WITHOUT ROWID;

    CREATE TABLE slot (
      affiliate TEXT NOT NULL,
      date TEXT NOT NULL,
      settlement TEXT NOT NULL,
      edition TEXT,
      settledAt INTEGER NOT NULL,
      PRIMARY KEY (affiliate, date)
    ) WITHOUT ROWID;
    """

  /// Both are NULL unless the edition waits for somebody to look.
  private static let pauses = """
    ALTER TABLE edition ADD COLUMN pausedAt INTEGER;
    ALTER TABLE edition ADD COLUMN pauseReason TEXT;
    """

  /// Which file the subscriptions of origin file are made from, so that it is not read again until
  /// it changes. Whatever else changes them deletes the row.
  private static let listReadings = """
    CREATE TABLE listReading (
      affiliate TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      syncedAt INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// SQLite makes a table in memory to look something up in an IN of three, each time that a row of
  /// the index changes: a third of what the log took of the processor.
  private static let lighterLog = """
    DROP INDEX deliveryOpen;
    CREATE INDEX deliveryOpen ON delivery (edition)
      WHERE state = 'planned' OR state = 'deferred' OR state = 'handedOver';
    """
}
