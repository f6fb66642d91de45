-- Branches, stations, roles, operators and settings: each column a field of the table of fields. And versions for documents.

CREATE TABLE branch (
    code               TEXT PRIMARY KEY NOT NULL,
    version            INTEGER NOT NULL CHECK (version > 0),
    branch_name        TEXT,
    head_office        TEXT CHECK (head_office IN ('yes', 'no')),
    branch_closed      TEXT CHECK (branch_closed IN ('yes', 'no'))
) STRICT, WITHOUT ROWID;

CREATE TABLE station (
    code               TEXT PRIMARY KEY NOT NULL,
    version            INTEGER NOT NULL CHECK (version > 0),
    station_branch     TEXT,
    station_closed     TEXT CHECK (station_closed IN ('yes', 'no'))
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
    code               TEXT PRIMARY KEY NOT NULL,
    version            INTEGER NOT NULL CHECK (version > 0),
    role_rights        TEXT                                    -- codes, a blank between two
) STRICT, WITHOUT ROWID;

-- Who signs in. Name and contact data are those of the subject with the source id 'operator/' and the code.
CREATE TABLE operator (
    code               TEXT PRIMARY KEY NOT NULL,
    version            INTEGER NOT NULL CHECK (version > 0),
    user_name          TEXT,
    password           TEXT,                                   -- a slow hash in PHC form, never the word itself
    password_source    TEXT,                                   -- digest of the hash as it was fed, in hex
    operator_roles     TEXT,                                   -- codes, a blank between two
    operator_rights    TEXT,
    operator_locked    TEXT CHECK (operator_locked IN ('yes', 'no')),
    operator_removed   TEXT CHECK (operator_removed IN ('yes', 'no'))
) STRICT, WITHOUT ROWID;

-- Wrong tries, by operator and by station. A name that nobody has is kept as a digest.
CREATE TABLE sign_in_guard (
    scope              TEXT NOT NULL CHECK (scope IN ('operator', 'station')),
    key                TEXT NOT NULL,
    failures           INTEGER NOT NULL CHECK (failures >= 0),
    last               INTEGER NOT NULL,
    until              INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- The code is the level and the key: 'chain/customer.default_kind', 'branch:berlin/customer.default_kind'.
CREATE TABLE setting (
    code               TEXT PRIMARY KEY NOT NULL,
    version            INTEGER NOT NULL CHECK (version > 0),
    setting_value      TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE document ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
