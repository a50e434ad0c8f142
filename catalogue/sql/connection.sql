-- What every connection starts with, and what transactions are made of.

-- name: connection_write
-- Settings of a connection that writes: measured to lose nothing acknowledged when power goes. What is
-- written stays in memory until the commit, up to 32 MB in pages of 4 KB: SQLite would make room by
-- locking readers out until the transaction ends. Only an import of tens of thousands of rows comes to
-- that, in its last seconds. (A multiple of 256 would count as "off".)
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = EXTRA;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA cache_spill = 8001;
PRAGMA cache_size = -16000;

-- name: connection_read
-- Settings of a connection that only reads, an archive or a pack.
PRAGMA query_only = ON;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;

-- name: connection_rebuild
-- Before a migration or a merge: a row that is made anew must not take with it the rows that name it.
PRAGMA foreign_keys = OFF;

-- name: connection_words_index
-- The interface of the index of words, for the tokenizer that folds them; the value is not for SQL.
SELECT fts5(:interface);

-- name: connection_rebuilt
-- After it, and after a merge: rows hold on to each other again.
PRAGMA foreign_keys = ON;

-- name: connection_application
-- Who made the file: 0x52574641, "RWFA".
PRAGMA application_id;

-- name: connection_version
-- The number of the last migration applied.
PRAGMA user_version;

-- name: connection_schema
-- The whole schema as text, to compare a pack's with this program's: all but the indexes SQLite makes by
-- itself, which have no text. A name proves nothing: a trigger may have any.
SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')
  FROM sqlite_schema
 WHERE type <> 'index' OR sql IS NOT NULL
 ORDER BY type, name;

-- name: connection_is_empty
-- 0 where the file holds no table yet.
SELECT count(*) FROM sqlite_schema;

-- name: txn_begin
-- Begins to write; waits for another writer.
BEGIN IMMEDIATE;

-- name: txn_begin_read
-- Begins to read at one moment of the archive.
BEGIN DEFERRED;

-- name: txn_commit
-- Ends a transaction, keeping it.
COMMIT;

-- name: txn_rollback
-- Ends a transaction, keeping nothing of it.
ROLLBACK;

-- name: txn_step_begin
-- Begins a step inside a transaction.
SAVEPOINT step;

-- name: txn_step_commit
-- Keeps the step.
RELEASE step;

-- name: txn_step_rollback
-- Takes the step back; it stays open.
ROLLBACK TO step;

-- name: check_integrity
-- SQLite's own check: "ok", or a fault a row.
PRAGMA integrity_check(20);

-- name: check_foreign_keys
-- Rows that name a row that is not there.
SELECT DISTINCT "table" || ': row ' || coalesce("rowid", '?') || ' names a ' || "parent" || ' that is not there'
  FROM pragma_foreign_key_check
 LIMIT 20;

-- name: check_found_text
-- The full-text index against the words it was made of. A write, though it changes nothing.
INSERT INTO found_text (found_text, rank) VALUES ('integrity-check', 1);

-- name: check_rules
-- What the schema cannot forbid, a sentence a row.
SELECT 'the archive has no row about itself' WHERE NOT EXISTS (SELECT 1 FROM archive)
UNION ALL
SELECT item.code || ': an asset is derived from a file of another item'
  FROM asset JOIN asset AS source ON source.id = asset.derived_from JOIN item ON item.id = asset.item
 WHERE source.item <> asset.item
UNION ALL
SELECT item.code || ': a consent''s document is not among the item''s files'
  FROM consent JOIN asset ON asset.id = consent.document JOIN item ON item.id = consent.item
 WHERE asset.item <> consent.item
UNION ALL
SELECT item.code || ': its date has bounds in the wrong order'
  FROM item WHERE date_first > date_last
UNION ALL
SELECT item.code || ': a line of it does not end after it begins'
  FROM cue JOIN item ON item.id = cue.item WHERE cue.end_ms <= cue.begin_ms
UNION ALL
SELECT 'other name "' || name || '" belongs to nothing'
  FROM other_name
 WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.id = owner)
   AND NOT EXISTS (SELECT 1 FROM place WHERE place.id = owner)
   AND NOT EXISTS (SELECT 1 FROM theme WHERE theme.id = owner)
UNION ALL
SELECT 'theme "' || name || '" stands under itself'
  FROM theme
 WHERE id IN (WITH RECURSIVE above (start, up) AS (
                  SELECT id, parent FROM theme WHERE parent IS NOT NULL
                  UNION SELECT start, theme.parent FROM above JOIN theme ON theme.id = above.up)
              SELECT start FROM above WHERE start = up)
UNION ALL
SELECT 'place "' || name || '" stands under itself'
  FROM place
 WHERE id IN (WITH RECURSIVE above (start, up) AS (
                  SELECT id, parent FROM place WHERE parent IS NOT NULL
                  UNION SELECT start, place.parent FROM above JOIN place ON place.id = above.up)
              SELECT start FROM above WHERE start = up);
