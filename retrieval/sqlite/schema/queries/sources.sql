-- name: sources
SELECT id, address FROM sources ORDER BY id;

-- name: add_source
INSERT INTO sources (address) VALUES (?);

-- name: take_over
-- Documents of one source become another's.
UPDATE documents SET source = ? WHERE source = ?;

-- name: remove_source
DELETE FROM sources WHERE id = ?;

-- name: source_synced
UPDATE sources SET synced = ?, problem = ? WHERE id = ?;

-- name: forget_stamps
UPDATE documents SET stamp = '';

-- name: documents
SELECT d.id, d.key, d.name, d.stamp, d.problem, d.failed,
       (SELECT count(*) FROM articles a WHERE a.document = d.id)
FROM documents d WHERE d.source = ? ORDER BY d.key;

-- name: document_of
SELECT d.id, d.source FROM documents d WHERE d.key = ?;

-- name: add_document
INSERT INTO documents (source, key) VALUES (?, ?);

-- name: stamp_document
UPDATE documents SET name = ?, stamp = ?, problem = ?, failed = ? WHERE id = ?;

-- name: restamp_document
UPDATE documents SET stamp = ? WHERE id = ?;

-- name: remove_document
DELETE FROM documents WHERE id = ?;

-- name: exclude
INSERT OR IGNORE INTO excluded (key, name) VALUES (?, ?);

-- name: excluded
SELECT count(*) FROM excluded WHERE key = ? AND name = ?;

-- name: exclusions
SELECT key, name FROM excluded ORDER BY key, name;

-- name: include
DELETE FROM excluded WHERE key = ? AND name = ?;

-- name: forget_stamp_of
UPDATE documents SET stamp = '' WHERE key = ?;
