-- name: person_insert
-- A new person.
INSERT INTO person (id, name, sort_name, pronouns, about, is_name_withheld, is_deceased, changed_at)
VALUES (:id, :name, :sort_name, :pronouns, :about, :is_name_withheld, :is_deceased, :changed_at);

-- name: person_update
-- All of a person over the row of its id.
UPDATE person
   SET name = :name, sort_name = :sort_name, pronouns = :pronouns, about = :about,
       is_name_withheld = :is_name_withheld, is_deceased = :is_deceased, changed_at = :changed_at
 WHERE id = :id;

-- name: person_remove
-- Takes a person out of the archive; their consents stay, without the link.
DELETE FROM person WHERE id = :id;

-- name: person_by_id
-- One person.
SELECT * FROM person WHERE id = :id;

-- name: person_by_name
-- People of this preferred or other name.
SELECT * FROM person WHERE name = :name
UNION
SELECT person.* FROM other_name JOIN person ON person.id = owner WHERE other_name.name = :name;

-- name: person_list
-- All people.
SELECT * FROM person ORDER BY sort_name, name, id;

-- name: person_merge_links
-- Gives one person's parts in items to another, where they do not have them already.
UPDATE OR IGNORE item_person SET person = :into WHERE person = :from;

-- name: person_merge_consents
-- Gives one person's consents to another.
UPDATE consent SET person = :into WHERE person = :from;

-- name: person_link
-- A person's part in an item.
INSERT INTO item_person (item, person, role, role_line, position)
VALUES (:item, :person, :role, :role_line, :position)
ON CONFLICT DO UPDATE SET role_line = excluded.role_line, position = excluded.position;

-- name: person_unlink
-- Takes a person's part in an item away; every part where no role is given.
DELETE FROM item_person WHERE item = :item AND person = :person AND (:role IS NULL OR role = :role);

-- name: person_of_item
-- Who took part in an item.
SELECT item_person.*, person.name, person.pronouns, person.is_name_withheld
  FROM item_person JOIN person ON person.id = person
 WHERE item = :item
 ORDER BY item_person.position, item_person.role, person.sort_name, person.id;
