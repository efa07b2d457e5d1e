-- name: identity
SELECT (SELECT application_id FROM pragma_application_id),
       (SELECT user_version FROM pragma_user_version),
       (SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version');

-- name: generation
SELECT generation FROM state;

-- name: set_generation
UPDATE state SET generation = ?;

-- name: mark_garbage
UPDATE state SET garbage = 1 WHERE garbage = 0;

-- name: garbage
SELECT garbage FROM state;

-- name: clear_garbage
UPDATE state SET garbage = 0;

-- name: finish
UPDATE state SET finished = generation;

-- name: finished
SELECT finished FROM state;

-- name: revision
SELECT revision FROM state;

-- name: set_revision
UPDATE state SET revision = ?;
