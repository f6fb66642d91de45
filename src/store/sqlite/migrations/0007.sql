-- What somebody decided about two records that may be of one person; goes with either of them.
CREATE TABLE duplicate (
    one                BLOB NOT NULL REFERENCES subject (id),
    other              BLOB NOT NULL REFERENCES subject (id),
    duplicate_decision TEXT NOT NULL CHECK (duplicate_decision IN ('same', 'different', 'later')),
    reason             TEXT,
    salt               BLOB NOT NULL CHECK (length(salt) = 16),
    seen               BLOB NOT NULL CHECK (length(seen) = 32),       -- the digest of what was compared, with the salt
    at                 INTEGER NOT NULL,
    station            TEXT,
    operator           TEXT,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_other ON duplicate (other);

-- Who has a number that a state gave: asked for everybody who is created.
CREATE INDEX part_identifier ON part (value) WHERE field = 'vat_id' OR field = 'codice_fiscale' OR field = 'nip' OR field = 'siren'
    OR field = 'siret' OR field = 'tax_number';
