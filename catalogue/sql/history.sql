-- name: history_insert
-- One command that wrote.
INSERT INTO entry (id, at, who, command, says, changeset, undoes)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM entry), :at, :who, :command, :says, :changeset, :undoes);

-- name: history_last
-- The entry just written.
SELECT max(id) FROM entry;

-- name: history_insert_item
-- An item a command was about.
INSERT OR IGNORE INTO entry_item (entry, item) VALUES (:entry, :item);

-- name: history_list
-- What was done, newest first.
SELECT id, at, who, command, says, undoes,
       (SELECT later.id FROM entry AS later WHERE later.undoes = entry.id) AS undone_by
  FROM entry
 WHERE :item IS NULL OR id IN (SELECT entry FROM entry_item WHERE item = :item)
 ORDER BY id DESC
 LIMIT coalesce(:limit, -1);

-- name: history_to_undo
-- The last entry that is neither taken back nor itself takes one back.
SELECT id, command, changeset FROM entry
 WHERE undoes IS NULL
   AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
 ORDER BY id DESC
 LIMIT 1;

-- name: history_items
-- The items an entry was about.
SELECT item FROM entry_item WHERE entry = :entry ORDER BY item;

-- name: history_forget
-- Forgets what exactly was changed where an item is concerned.
UPDATE entry SET changeset = NULL
 WHERE changeset IS NOT NULL AND id IN (SELECT entry FROM entry_item WHERE item = :item);
