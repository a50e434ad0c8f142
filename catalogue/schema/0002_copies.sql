-- Not only backups hold what is in the archive: packs for kiosks, exports, and changes carried to other
-- copies do as well. What was erased must leave all of them. These rows belong to this copy of the archive
-- alone: no history, no pack and no other copy has them.
ALTER TABLE copy ADD COLUMN kind TEXT NOT NULL DEFAULT 'backup'
    CHECK (kind IN ('backup', 'pack', 'export', 'changes'));
ALTER TABLE copy ADD COLUMN holds TEXT NOT NULL DEFAULT ''; -- codes of the only items in it, with blanks between; empty: any

-- What an erasure could not take out of one of them, until somebody says that it is done.
CREATE TABLE unreached (
    copy          INTEGER NOT NULL REFERENCES copy (id) ON DELETE CASCADE,
    code          TEXT NOT NULL,              -- of the item; empty: a person, or what another copy erased
    at            TEXT NOT NULL,
    why           TEXT NOT NULL,              -- what kept it from being reached
    PRIMARY KEY (copy, code)
) STRICT, WITHOUT ROWID;
