-- The values of an entry stand in one row, side by side: field and slot of each, salts, and the old and new ones as JSON lists; of those
-- that were erased the digests.
CREATE TABLE journal_values (
    origin      TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    fields      TEXT NOT NULL,                                  -- 'given_name:0 email:0'
    digests     BLOB CHECK (length(digests) % 32 = 0),
    salts       BLOB CHECK (length(salts) % 16 = 0),
    old         TEXT,                                           -- '[null,"a@b.de"]'; NULL: none was there
    new         TEXT,
    PRIMARY KEY (origin, sequence),
    CHECK ((digests IS NULL) <> (salts IS NULL))
) STRICT;
INSERT INTO journal_values (origin, sequence, fields, digests, salts, old, new)
SELECT origin, sequence, group_concat(field || ':' || slot, ' ' ORDER BY position),
    CASE WHEN count(salt) < count(*) THEN unhex(group_concat(hex(digest), '' ORDER BY position)) END,
    CASE WHEN count(salt) = count(*) THEN unhex(group_concat(hex(salt), '' ORDER BY position)) END,
    CASE WHEN count(old) > 0 THEN json_group_array(old ORDER BY position) END,
    CASE WHEN count(new) > 0 THEN json_group_array(new ORDER BY position) END
FROM journal_value GROUP BY origin, sequence;
DROP TABLE journal_value;
ALTER TABLE journal_values RENAME TO journal_value;

-- The index: words with the mark of their class before them, which is part of every beginning; without the length of each row, which only
-- another order of the hits would need. The rows are derived again at the next opening.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', detail = 'none', columnsize = 0, prefix = '2 3 4 5', tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
DELETE FROM search_entry;
DELETE FROM meta WHERE name = 'fold';

-- Every folded word that may be mistyped, and how many customers have it.
CREATE TABLE search_word (
    word        TEXT PRIMARY KEY NOT NULL,
    count       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A person's entries are found by the person.
DROP INDEX journal_record;
CREATE INDEX journal_record ON journal (record, key) WHERE record <> 'subject';

-- One index for the order of lists and for who has the same name and birthday.
DROP INDEX subject_birth;
DROP INDEX subject_name;
CREATE INDEX subject_name ON subject (sort_name || char(31) || coalesce(birth_date, ''), id) WHERE customer = 1 AND erased IS NULL;
