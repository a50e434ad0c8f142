-- name: history_list
-- What was done, newest first. An entry is undone by another that was not undone in turn.
SELECT id, at, who, command, says, undoes, is_merged,
       (SELECT later.id FROM entry AS later
         WHERE later.undoes = entry.id
           AND NOT EXISTS (SELECT 1 FROM entry AS again WHERE again.undoes = later.id)) AS undone_by
  FROM entry
 WHERE :item IS NULL OR id IN (SELECT entry FROM entry_item WHERE item = :item)
 ORDER BY clock DESC, site DESC, number DESC
 LIMIT coalesce(:limit, -1);

-- name: history_to_undo
-- The last entry written here that is neither taken back nor itself takes one back.
SELECT id FROM entry
 WHERE undoes IS NULL AND is_merged = 0
   AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
 ORDER BY id DESC
 LIMIT 1;

-- name: history_undone_by
-- The entry that took this one back and still stands.
SELECT later.id FROM entry AS later
 WHERE later.undoes = :id AND NOT EXISTS (SELECT 1 FROM entry AS again WHERE again.undoes = later.id);
