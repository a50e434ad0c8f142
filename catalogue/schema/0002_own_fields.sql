-- What a sheet said of an item in a column there is no field for, under the heading it had. For curators:
-- never published, and written out again only with all of the archive.
CREATE TABLE own_field (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    value         TEXT NOT NULL,
    UNIQUE (item, name)
) STRICT;

-- An item that is a part of another: a page of an album, a side of a tape. Rows are brought in one after
-- another, a part before its whole too.
CREATE TABLE item_part (
    item          INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    whole         INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CHECK (item <> whole)
) STRICT;
CREATE INDEX item_part_by_whole ON item_part (whole);
