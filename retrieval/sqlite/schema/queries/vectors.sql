-- name: embedders
SELECT id, name, dimensions, state FROM embedders ORDER BY id;

-- name: add_embedder
INSERT INTO embedders (name, state) VALUES (?, ?);

-- name: set_embedder_state
UPDATE embedders SET state = ? WHERE id = ?;

-- name: set_dimensions
UPDATE embedders SET dimensions = ? WHERE id = ?;

-- name: drop_embedder
DELETE FROM embedders WHERE id = ?;

-- name: lacking
-- The passages without a vector of an embedder.
SELECT p.article, p.start, p.stop, p.heading, p.hash
FROM passages p
WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.embedder = ? AND v.hash = p.hash)
ORDER BY p.article, p.ordinal;

-- name: count_lacking
SELECT count(*) FROM passages p
WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.embedder = ? AND v.hash = p.hash);

-- name: text_of
SELECT title, text FROM articles WHERE id = ?;

-- name: add_vector
INSERT INTO vectors (embedder, hash, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;

-- name: touch_articles_with
UPDATE articles SET generation = ?
WHERE id IN (SELECT p.article FROM passages p WHERE p.hash = ?);

-- name: drop_vectors
DELETE FROM vectors WHERE id IN (SELECT v.id FROM vectors v WHERE v.embedder = ? LIMIT 4096);

-- name: drop_garbage
-- The inner query reads the index alone, and not the vectors.
DELETE FROM vectors WHERE id IN (
    SELECT v.id FROM vectors v WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.hash = v.hash));
