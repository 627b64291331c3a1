import type { DatabaseSync } from 'node:sqlite';

/** Raised with the tables; a database of a later version is left alone. */
export const VERSION = 1;

/**
 * `event` is what was received; everything below `progress` is derived from it, in steps (`rollup.ts`), so that taking an event in
 * costs one row. Names of detectors, tiers … are numbers there, `name` says which.
 */
const TABLES = `
  CREATE TABLE name (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, text));
  CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    detector INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    provider INTEGER NOT NULL,
    surface INTEGER NOT NULL,
    team INTEGER NOT NULL,
    count INTEGER NOT NULL,
    instance TEXT NOT NULL,
    version TEXT NOT NULL,
    fingerprints TEXT,
    guard_off INTEGER NOT NULL, -- 1: the guard was switched off, 2: it is on again
    details TEXT NOT NULL
  );
  CREATE INDEX event_time ON event (time, outcome, detector, tier, provider, surface, team);
  CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, lease INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL);
  CREATE INDEX outbox_target ON outbox (target, id);
  CREATE TABLE dead (id INTEGER PRIMARY KEY, target TEXT NOT NULL, text TEXT NOT NULL);
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE progress (rolled_up INTEGER NOT NULL);
  INSERT INTO progress VALUES (0);
  CREATE TABLE rollup (
    day INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    detector INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    provider INTEGER NOT NULL,
    surface INTEGER NOT NULL,
    team INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, outcome, detector, tier, provider, surface, team)
  ) WITHOUT ROWID;
  CREATE TABLE instance (
    instance TEXT PRIMARY KEY, team INTEGER NOT NULL, version TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE fingerprint (
    fingerprint TEXT PRIMARY KEY, detector INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    events INTEGER NOT NULL, machines INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE sighting (fingerprint TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (fingerprint, event)) WITHOUT ROWID;
  CREATE TABLE machine (
    fingerprint TEXT NOT NULL, instance TEXT NOT NULL, team INTEGER NOT NULL, PRIMARY KEY (fingerprint, instance)
  ) WITHOUT ROWID;
  CREATE TABLE guard_off (instance TEXT NOT NULL, team INTEGER NOT NULL, start INTEGER NOT NULL, finish INTEGER);
  CREATE INDEX guard_off_instance ON guard_off (instance, start);
`;

/** What changed after the tables were made, and changes nothing for who does not know of it. */
const LATER_INDEXES = `
  CREATE INDEX IF NOT EXISTS event_guard ON event (instance, time, guard_off, surface) WHERE guard_off > 0;
  DROP INDEX IF EXISTS sighting_event;
`;

/** Makes the tables, or finds them. Throws for a database that this version cannot use. */
export function prepareSchema(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA busy_timeout = 5000;
    PRAGMA secure_delete = ON;
    PRAGMA cache_size = -32000;
    PRAGMA temp_store = MEMORY;
  `);
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === VERSION) return database.exec(LATER_INDEXES);
  if (version !== 0)
    throw new Error(`the database was written by another version of Cordon (its version is ${version}, this one knows ${VERSION})`);
  inTransaction(database, () => database.exec(`${TABLES} ${LATER_INDEXES} PRAGMA user_version = ${VERSION};`));
}

/** Runs `work` as one transaction: all of it, or, when it throws, nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
