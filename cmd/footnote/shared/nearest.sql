-- The vectors of the operator's library as pgvector searches them. The tables are made
-- when they are first needed, as the extension is not on every server.

-- name: extension
SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(n.nspname), true), e.extversion,
       to_regtype(quote_ident(n.nspname) || '.halfvec') IS NOT NULL
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';

-- name: tables
SELECT pg_advisory_xact_lock(hashtext('footnote.nearest.' || current_schema()));
CREATE TABLE IF NOT EXISTS library_nearest (
    library BIGINT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    embedder BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    vector halfvec NOT NULL, -- a passage's own, of length 1
    PRIMARY KEY (library, embedder, hash)
);
-- Of which version of a library they are.
CREATE TABLE IF NOT EXISTS library_nearest_of (
    library BIGINT PRIMARY KEY REFERENCES libraries (id) ON DELETE CASCADE,
    version BIGINT NOT NULL
);

-- name: version
SELECT coalesce((SELECT version FROM library_nearest_of WHERE library = ?), 0);

-- name: set_version
INSERT INTO library_nearest_of (library, version) VALUES (?, ?) ON CONFLICT (library) DO UPDATE SET version = excluded.version;

-- name: serving
SELECT e.id, e.name, e.dimensions, (SELECT count(*) FROM library_passages p WHERE p.library = e.library)
    FROM library_embedders e WHERE e.library = ? AND e.state = ?;

-- name: drop_old
DELETE FROM library_nearest n WHERE n.library = ?1 AND (n.embedder <> ?2 OR NOT EXISTS (
    SELECT 1 FROM library_vectors v WHERE v.library = ?1 AND v.embedder = ?2 AND v.hash = n.hash));

-- name: missing
SELECT v.hash, v.vector FROM library_vectors v WHERE v.library = ?1 AND v.embedder = ?2 AND v.hash > ?3 AND NOT EXISTS (
    SELECT 1 FROM library_nearest n WHERE n.library = ?1 AND n.embedder = ?2 AND n.hash = v.hash)
    ORDER BY v.hash LIMIT ?4;

-- name: add
INSERT INTO library_nearest (library, embedder, hash, vector) VALUES %rows;

-- name: count
SELECT count(*) FROM library_nearest WHERE library = ? AND embedder = ?;

-- name: indexes
SELECT CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'library\_nearest\_hnsw\_%';

-- name: memory
SELECT set_config('maintenance_work_mem', ?1, true) WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < pg_size_bytes(?1);

-- name: index
CREATE INDEX %name ON library_nearest USING hnsw ((CAST(vector AS halfvec(%dims))) halfvec_cosine_ops)
    WHERE library = %library AND embedder = %embedder;
ANALYZE library_nearest;

-- What follows names the library in numbers, not in values, so that the server sees that
-- the index is of it. Vectors come whole, for the order that memory has.

-- name: deep
SELECT set_config('hnsw.ef_search', ?, true);

-- name: search
SELECT n.hash, v.vector FROM (
    SELECT hash FROM library_nearest WHERE library = %library AND embedder = %embedder
        ORDER BY CAST(vector AS halfvec(%dims)) <=> CAST(CAST(? AS TEXT) AS halfvec(%dims)) LIMIT ?) n
    JOIN library_vectors v ON v.library = %library AND v.embedder = %embedder AND v.hash = n.hash;

-- The sum keeps the server from its index.
-- name: exact
SELECT n.hash, v.vector FROM (
    SELECT hash FROM library_nearest WHERE library = %library AND embedder = %embedder AND (CAST(?3 AS BYTEA[]) IS NULL OR hash = ANY (CAST(?3 AS BYTEA[])))
        ORDER BY (CAST(vector AS halfvec(%dims)) <=> CAST(CAST(?1 AS TEXT) AS halfvec(%dims))) + 0 LIMIT ?2) n
    JOIN library_vectors v ON v.library = %library AND v.embedder = %embedder AND v.hash = n.hash;
