-- name: status
SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), finished FROM state;

-- name: status_sources
SELECT s.address, s.synced, s.problem, count(DISTINCT a.id),
       (SELECT count(*) FROM documents d WHERE d.source = s.id),
       (SELECT coalesce(sum(d.failed), 0) FROM documents d WHERE d.source = s.id)
FROM sources s LEFT JOIN documents d ON d.source = s.id LEFT JOIN articles a ON a.document = d.id
GROUP BY s.id ORDER BY s.id;

-- name: list
SELECT a.name, a.title, a.url, a.outlet, a.author, a.published, a.path, length(CAST(a.text AS BLOB)),
       (SELECT count(*) FROM passages p WHERE p.article = a.id), s.address
FROM articles a JOIN documents d ON d.id = a.document JOIN sources s ON s.id = d.source
WHERE a.scope = '' ORDER BY a.name;

-- name: generations
SELECT id, name, generation FROM articles WHERE scope = '' ORDER BY id;

-- name: all_articles
SELECT id, name, title, url, outlet, author, published, path, text, pages, generation
FROM articles WHERE scope = '' ORDER BY id;

-- name: all_passages
SELECT article, start, stop, heading, sentences, hash FROM passages ORDER BY article, ordinal;

-- name: one_article
SELECT id, name, title, url, outlet, author, published, path, text, pages, generation FROM articles WHERE id = ?;

-- name: passages_of
SELECT article, start, stop, heading, sentences, hash FROM passages WHERE article = ? ORDER BY ordinal;

-- name: all_vectors
-- In the order of the file: by the index, each would be looked up by itself.
SELECT hash, vector FROM vectors NOT INDEXED WHERE embedder = ?;

-- name: vector_of
SELECT vector FROM vectors WHERE embedder = ? AND hash = ?;

-- name: any_article
SELECT EXISTS (SELECT 1 FROM articles);

-- name: problems
SELECT problem FROM documents WHERE problem <> '' ORDER BY key LIMIT ?;
