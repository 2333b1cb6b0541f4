extension StoreSchema {
  /// What people decide, and how each came to be on a list.
  ///
  /// A lifted row of `optOut` is the person's own later decision to be on again. The columns of
  /// consent are NULL where the list file of that day is all there is to say: `since` says when.
  /// 'person' is the same number for all addresses that one person has had; NULL: only this one.
  static let decisions = """
    ALTER TABLE optOut ADD COLUMN isLifted INTEGER NOT NULL DEFAULT 0;

    ALTER TABLE subscription ADD COLUMN chosenLanguage TEXT;
    ALTER TABLE subscription ADD COLUMN consentOrigin TEXT;
    ALTER TABLE subscription ADD COLUMN consentAt INTEGER;
    ALTER TABLE subscription ADD COLUMN consentHow TEXT;

    ALTER TABLE subscriber ADD COLUMN person INTEGER;
    CREATE INDEX subscriberPerson ON subscriber (person) WHERE person IS NOT NULL;

    -- At which address an affiliate reaches now who had another one: where the subscription of a
    -- former address has gone, however often it went on.
    CREATE TABLE addressChange (
      former INTEGER NOT NULL REFERENCES subscriber,
      affiliate TEXT NOT NULL,
      present INTEGER NOT NULL REFERENCES subscriber,
      at INTEGER NOT NULL,
      PRIMARY KEY (former, affiliate)
    ) WITHOUT ROWID;
    CREATE INDEX addressChangePresent ON addressChange (present);
    """

  /// 'requester' is the subscriber who asked for a letter to another address than their own.
  static let letters = """
    CREATE TABLE letter (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      canonical TEXT NOT NULL,
      address TEXT NOT NULL,
      affiliate TEXT,
      language TEXT NOT NULL,
      request TEXT NOT NULL,
      requester INTEGER,
      createdAt INTEGER NOT NULL,
      state TEXT NOT NULL,
      changedAt INTEGER NOT NULL,
      reply TEXT,
      tries INTEGER NOT NULL DEFAULT 0,
      nextTryAt INTEGER,
      confirmedAt INTEGER
    );
    CREATE INDEX letterCanonical ON letter (canonical, createdAt);
    CREATE INDEX letterRequester ON letter (requester, createdAt) WHERE requester IS NOT NULL;
    CREATE INDEX letterCreated ON letter (createdAt);
    -- A query uses this index when it has the same condition, word for word. IN would make SQLite
    -- build a table in memory at each change of a letter.
    CREATE INDEX letterOpen ON letter (id)
      WHERE state = 'planned' OR state = 'deferred' OR state = 'handedOver';
    """

  /// What may never be changed may still be made nameless: a keyed hash takes the address's place,
  /// and free texts go. Nothing else of the row may change. A suppression that is lifted gives the
  /// decisions their address back.
  static let erasure = """
    DROP TRIGGER optOutKept;
    CREATE TRIGGER optOutKept BEFORE UPDATE ON optOut
      WHEN NOT (new.id = old.id AND new.affiliate IS old.affiliate AND new.at = old.at
        AND new.source = old.source AND new.isLifted = old.isLifted AND (
          (new.canonical GLOB 'erased:*' AND old.canonical NOT GLOB 'erased:*'
            AND new.reason IS NULL)
          OR (new.canonical NOT GLOB 'erased:*' AND old.canonical GLOB 'erased:*'
            AND new.reason IS old.reason)))
      BEGIN SELECT RAISE(ABORT, 'opt-outs are never changed'); END;

    DROP TRIGGER suppressionKept;
    CREATE TRIGGER suppressionKept BEFORE UPDATE ON suppression
      WHEN NOT (new.id = old.id AND new.isLifted = old.isLifted AND new.at = old.at AND (
          (new.canonical GLOB 'erased:*' AND old.canonical NOT GLOB 'erased:*'
            AND new.reason IS NULL)
          OR (new.canonical NOT GLOB 'erased:*' AND old.canonical GLOB 'erased:*'
            AND new.reason IS old.reason)))
      BEGIN SELECT RAISE(ABORT, 'suppressions are never changed'); END;

    DROP TRIGGER attemptKept;
    CREATE TRIGGER attemptKept BEFORE UPDATE ON attempt
      WHEN NOT (new.id = old.id AND new.delivery = old.delivery AND new.run = old.run
        AND new.at = old.at AND new.fromState = old.fromState AND new.toState = old.toState
        AND EXISTS (SELECT 1 FROM delivery d JOIN subscriber p ON p.id = d.subscriber
          WHERE d.id = old.delivery AND p.canonical GLOB 'erased:*'))
      BEGIN SELECT RAISE(ABORT, 'attempts are never changed'); END;
    """
}
