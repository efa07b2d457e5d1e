-- name: patch
-- What every library has, where a damaged file lost it.
INSERT INTO state (generation, finished, revision, garbage) SELECT 0, 0, '', 1 WHERE NOT EXISTS (SELECT 1 FROM state);
UPDATE state SET generation = max(generation, (SELECT coalesce(max(generation), 0) FROM articles)), garbage = 1;
UPDATE state SET finished = generation WHERE finished = 0;
WITH RECURSIVE versions (version) AS (
    SELECT 0 UNION ALL SELECT version + 1 FROM versions WHERE version < (SELECT user_version FROM pragma_user_version)
)
INSERT INTO goose_db_version (version_id, is_applied) SELECT version, 1 FROM versions
WHERE version NOT IN (SELECT version_id FROM goose_db_version);
DELETE FROM vectors WHERE length(vector) <> 4 * (SELECT dimensions FROM embedders e WHERE e.id = embedder);
UPDATE documents SET stamp = '';

-- name: article_ids
SELECT id FROM articles ORDER BY id;

-- name: hash_of_article
SELECT hash FROM articles WHERE id = ?;
