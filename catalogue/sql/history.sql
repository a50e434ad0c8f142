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
-- The last entry written here that stands and does not itself take one back.
SELECT id FROM entry
 WHERE undoes IS NULL AND is_merged = 0
   AND NOT EXISTS (SELECT 1 FROM entry AS later
                    WHERE later.undoes = entry.id
                      AND NOT EXISTS (SELECT 1 FROM entry AS again WHERE again.undoes = later.id))
 ORDER BY id DESC
 LIMIT 1;

-- name: history_first_of
-- Of an entry that put another back in place: the one that stands again.
SELECT before.undoes FROM entry JOIN entry AS before ON before.id = entry.undoes WHERE entry.id = :id;

-- name: history_undone_by
-- The entry that took this one back and still stands.
SELECT later.id FROM entry AS later
 WHERE later.undoes = :id AND NOT EXISTS (SELECT 1 FROM entry AS again WHERE again.undoes = later.id);
