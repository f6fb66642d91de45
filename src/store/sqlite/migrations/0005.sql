-- Who has the same name and birthday: asked for every line that is imported.
CREATE INDEX subject_birth ON subject (birth_date, sort_name) WHERE birth_date IS NOT NULL AND customer = 1;

-- The index gathers so many bytes of a transaction in memory before it writes a part of its own.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
