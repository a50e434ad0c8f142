-- name: entry_own_site
-- This copy's name, where it was drawn for this file.
SELECT site FROM site WHERE inode = :inode;

-- name: entry_set_site
-- A name for this copy.
INSERT INTO site (id, site, inode) VALUES (1, :site, :inode)
ON CONFLICT (id) DO UPDATE SET site = excluded.site, inode = excluded.inode;

-- name: entry_seen
-- What this copy knows: the last number of each copy.
SELECT site, max(number) AS number FROM entry GROUP BY site;

-- name: entry_clock
-- The clock of the last entry in the one order of all copies.
SELECT max(clock) FROM entry;

-- name: entry_count
-- How many entries this copy knows.
SELECT count(*) FROM entry;

-- name: entry_insert
-- One command that wrote.
INSERT INTO entry (id, site, number, clock, seen, at, who, command, says, undoes, erases, is_merged)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM entry), :site, :number, :clock, :seen, :at, :who, :command,
        :says, :undoes, :erases, :is_merged);

-- name: entry_last
-- The entry just written.
SELECT max(id) FROM entry;

-- name: entry_insert_item
-- An item a command was about.
INSERT OR IGNORE INTO entry_item (entry, item) VALUES (:entry, :item);

-- name: entry_items
-- The items an entry was about.
SELECT item FROM entry_item WHERE entry = :entry ORDER BY item;

-- name: entry_set_change
-- What an entry changed, and what became of it here.
INSERT INTO entry_change (entry, changeset, effect) VALUES (:entry, :changeset, :effect)
ON CONFLICT (entry) DO UPDATE SET changeset = excluded.changeset, effect = excluded.effect;

-- name: entry_read_change
-- The same back.
SELECT changeset, effect FROM entry_change WHERE entry = :entry;

-- name: entry_with_changes
-- Every entry of which something is kept.
SELECT entry FROM entry_change ORDER BY entry;

-- name: entry_count_merged
-- How many came from other copies.
SELECT count(*) FROM entry WHERE is_merged = 1;

-- name: entry_list_from
-- From one on, in the one order of all copies.
SELECT * FROM entry WHERE (clock, site, number) >= (:clock, :site, :number) ORDER BY clock, site, number;

-- name: entry_list_before
-- Before one, the nearest first.
SELECT * FROM entry WHERE (clock, site, number) < (:clock, :site, :number)
 ORDER BY clock DESC, site DESC, number DESC;

-- name: entry_count_before
-- How many there are before one.
SELECT count(*) FROM entry WHERE (clock, site, number) < (:clock, :site, :number);

-- name: entry_list_since
-- What came to this copy after one, in the one order of all copies.
SELECT * FROM entry WHERE id > :since ORDER BY clock, site, number;

-- name: entry_by_id
-- The entry of this number in this copy.
SELECT * FROM entry WHERE id = :id;

-- name: erased_add
-- Something that is never taken in again.
INSERT OR IGNORE INTO erased (id) VALUES (:id);

-- name: erased_ids
-- All of that.
SELECT id FROM erased;

-- name: entry_clock_of
-- The clock of an entry of a copy.
SELECT clock FROM entry WHERE site = :site AND number = :number;

-- name: entry_id_of
-- Its number here.
SELECT id FROM entry WHERE site = :site AND number = :number;
