-- An item's rank stands beside its links, as before; but a link that has it already, as nearly all do, is
-- not written a second time when it is made: a museum's sheet makes a quarter of a million links.
DROP TRIGGER item_person_takes_rank;
CREATE TRIGGER item_person_takes_rank AFTER INSERT ON item_person
  WHEN new.rank <> (SELECT rank FROM item WHERE id = new.item) BEGIN
    UPDATE item_person SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND person = new.person AND role = new.role;
END;
DROP TRIGGER item_place_takes_rank;
CREATE TRIGGER item_place_takes_rank AFTER INSERT ON item_place
  WHEN new.rank <> (SELECT rank FROM item WHERE id = new.item) BEGIN
    UPDATE item_place SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND place = new.place;
END;
DROP TRIGGER item_theme_takes_rank;
CREATE TRIGGER item_theme_takes_rank AFTER INSERT ON item_theme
  WHEN new.rank <> (SELECT rank FROM item WHERE id = new.item) BEGIN
    UPDATE item_theme SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND theme = new.theme;
END;
