-- The complete customer: what a customer has several of in one table, value by value; statuses are a list of the chain's own.

CREATE TABLE part (
    subject     BLOB NOT NULL REFERENCES subject (id),
    field       TEXT NOT NULL,                                 -- one of the table of fields
    slot        INTEGER NOT NULL CHECK (slot >= 0),            -- the fields of one card, account or comment share it
    value       TEXT NOT NULL,
    PRIMARY KEY (subject, field, slot)
) STRICT, WITHOUT ROWID;
INSERT INTO part (subject, field, slot, value) SELECT subject, field, slot, value FROM contact;
DROP TABLE contact;
CREATE INDEX part_card ON part (value) WHERE field = 'card_number';

-- A status that a customer may have, by code.
CREATE TABLE status (
    code           TEXT PRIMARY KEY NOT NULL,
    version        INTEGER NOT NULL CHECK (version > 0),
    status_name    TEXT,
    status_meaning TEXT CHECK (status_meaning IN ('active', 'inactive', 'blocked', 'deceased'))
) STRICT, WITHOUT ROWID;

-- A group that the central system puts customers into, by code.
CREATE TABLE customer_group (
    code        TEXT PRIMARY KEY NOT NULL,
    version     INTEGER NOT NULL CHECK (version > 0),
    group_name  TEXT
) STRICT, WITHOUT ROWID;

-- A status is no longer one of three words: the table is made anew without that check.
CREATE TABLE person (
    id               BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    version          INTEGER NOT NULL CHECK (version > 0),
    customer         INTEGER NOT NULL CHECK (customer IN (0, 1)),   -- 0: only a related person
    erased           INTEGER CHECK (erased > 0),                    -- the epoch of the erasure
    sort_name        TEXT,                                          -- derived: the folded name, for lists
    kind             TEXT CHECK (kind IN ('private', 'business')),
    number           TEXT,
    source_id        TEXT,
    status           TEXT,                                          -- a code of the list of statuses
    branch           TEXT,
    last_visit       TEXT,
    given_name       TEXT,
    family_name      TEXT,
    company          TEXT,
    birth_date       TEXT,
    language         TEXT,
    groups           TEXT,                                          -- codes, a blank between two
    external_number  TEXT,
    cost_bearer      TEXT,
    insurance_status TEXT
        CHECK (insurance_status = 'statutory' OR insurance_status = 'private' OR insurance_status = 'none'),
    do_not_dun       TEXT CHECK (do_not_dun IN ('yes', 'no')),
    responsible      TEXT,
    data_deferred    TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO person (id, version, customer, erased, sort_name, kind, number, source_id, status, branch, last_visit, given_name, family_name,
    company, birth_date, language)
SELECT id, version, customer, erased, sort_name, kind, number, source_id, status, branch, last_visit, given_name, family_name,
    company, birth_date, language FROM subject;
DROP TABLE subject;
ALTER TABLE person RENAME TO subject;
CREATE UNIQUE INDEX subject_number ON subject (number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX subject_source ON subject (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX subject_external ON subject (external_number) WHERE external_number IS NOT NULL;
CREATE INDEX subject_name ON subject (sort_name, id) WHERE customer = 1 AND erased IS NULL;
CREATE INDEX subject_visit ON subject (last_visit, id) WHERE customer = 1 AND erased IS NULL;
CREATE INDEX subject_erased ON subject (erased) WHERE erased IS NOT NULL;

ALTER TABLE address ADD COLUMN address_use TEXT
    CHECK (address_use = 'billing' OR address_use = 'delivery' OR address_use = 'private');
ALTER TABLE address ADD COLUMN address_from TEXT;
ALTER TABLE address ADD COLUMN address_until TEXT;
ALTER TABLE relation ADD COLUMN relation_from TEXT;
ALTER TABLE relation ADD COLUMN relation_until TEXT;
ALTER TABLE station ADD COLUMN number_from TEXT;
ALTER TABLE station ADD COLUMN number_until TEXT;

-- A program for customers, by code.
CREATE TABLE program (
    code           TEXT PRIMARY KEY NOT NULL,
    version        INTEGER NOT NULL CHECK (version > 0),
    program_name   TEXT,
    program_kind   TEXT CHECK (program_kind IN ('points', 'stamps', 'credit', 'voucher')),
    program_preset TEXT,                                              -- minor units
    program_closed TEXT CHECK (program_closed IN ('yes', 'no'))
) STRICT, WITHOUT ROWID;

-- What customers got and spent in programs; rows are only added, and go with the person.
CREATE TABLE booking (
    place     INTEGER PRIMARY KEY NOT NULL CHECK (place > 0),         -- the order in which this store took them: clocks may differ
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    subject   BLOB NOT NULL REFERENCES subject (id),
    program   TEXT NOT NULL,
    amount    INTEGER NOT NULL CHECK (amount <> 0),                   -- units; less than 0: spent
    reference TEXT,                                                   -- of the voucher or the redemption itself
    receipt   TEXT,
    known     INTEGER NOT NULL CHECK (known IN (0, 1)),               -- whether the station knew the balance
    at        INTEGER NOT NULL,
    station   TEXT NOT NULL,
    operator  TEXT,
    key       TEXT UNIQUE,                                            -- the host's own
    salt      BLOB NOT NULL CHECK (length(salt) = 16)                 -- of the digest in the journal
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_account ON booking (subject, place);
CREATE INDEX booking_reference ON booking (program, reference) WHERE reference IS NOT NULL;
