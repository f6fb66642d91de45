-- Chance in an entry that has no salted values: its digest stands in proofs about others and must not be guessed.
ALTER TABLE journal ADD COLUMN salt BLOB CHECK (length(salt) = 16);
