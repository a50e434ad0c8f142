-- What a word that is not found is held against.

-- name: spelling_open
-- Makes the words of the index readable to this connection; nothing is written to the archive.
PRAGMA query_only = OFF;
CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_word USING fts5vocab (main, found_text, row);
PRAGMA query_only = ON;

-- name: spelling_words
-- Every word of the index as it is compared, in the order of its bytes, and the number of texts it stands in.
SELECT term AS word, doc AS texts FROM temp.found_word;
