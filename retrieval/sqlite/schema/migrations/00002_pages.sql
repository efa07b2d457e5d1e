-- +goose Up
ALTER TABLE articles ADD COLUMN pages BLOB NOT NULL DEFAULT x''; -- where its pages begin: uvarints, each the distance from the one before
UPDATE documents SET stamp = '' WHERE key LIKE '%.pdf'; -- is read again, for its pages

PRAGMA user_version = 2;

-- +goose Down
SELECT 1;
