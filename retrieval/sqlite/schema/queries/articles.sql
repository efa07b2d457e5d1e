-- name: article_owner
SELECT a.id, a.document, a.hash, a.path, d.source, d.key
FROM articles a JOIN documents d ON d.id = a.document
WHERE a.scope = '' AND a.name = ?;

-- name: add_article
INSERT INTO articles (document, name, title, url, outlet, author, published, path, text, pages, hash, generation)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: change_article
UPDATE articles
SET document = ?, title = ?, url = ?, outlet = ?, author = ?, published = ?, path = ?, text = ?, pages = ?, hash = ?, generation = ?
WHERE id = ?;

-- name: move_article
UPDATE articles SET document = ?, path = ?, generation = ? WHERE id = ?;

-- name: names_of_document
SELECT id, name FROM articles WHERE document = ? ORDER BY name;

-- name: remove_article
DELETE FROM articles WHERE id = ?;

-- name: count_articles_of_source
SELECT count(*) FROM articles a JOIN documents d ON d.id = a.document WHERE d.source = ?;

-- name: add_passage
INSERT INTO passages (article, ordinal, start, stop, heading, sentences, hash) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: remove_passages
DELETE FROM passages WHERE article = ?;
