-- Which customer was merged into which. Who was merged keeps every row; what is asked of either is read of both.

CREATE TABLE merge (
    merged      BLOB PRIMARY KEY NOT NULL REFERENCES subject (id),
    survivor    BLOB NOT NULL REFERENCES subject (id) CHECK (survivor <> merged),
    origin      TEXT NOT NULL,                                  -- the entry of the journal that tells what changed of the survivor
    sequence    INTEGER NOT NULL CHECK (sequence > 0),
    version     INTEGER NOT NULL CHECK (version > 0),           -- of the survivor after the merge: the order of several
    events      BLOB NOT NULL CHECK (length(events) % 16 = 0)   -- the consent events that both had
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_survivor ON merge (survivor);
