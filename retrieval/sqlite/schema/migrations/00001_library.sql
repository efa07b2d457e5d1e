-- +goose Up

-- What the operator added: files, folders, pages, feeds.
CREATE TABLE sources (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT    NOT NULL UNIQUE,
    synced  INTEGER NOT NULL DEFAULT 0, -- milliseconds since 1970; 0: never
    problem TEXT    NOT NULL DEFAULT '' -- why its documents could not be listed
) STRICT;

-- The places that articles are read from: a file, a page.
CREATE TABLE documents (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    source  INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    key     TEXT    NOT NULL UNIQUE,
    name    TEXT    NOT NULL DEFAULT '', -- the ID first wished for its article
    stamp   TEXT    NOT NULL DEFAULT '', -- tells an unchanged document; '': read it again
    problem TEXT    NOT NULL DEFAULT '', -- the problems met at the last reading and what was left out, a line each
    failed  INTEGER NOT NULL DEFAULT 0   -- how many the problems are
) STRICT;
CREATE INDEX documents_source ON documents (source);

CREATE TABLE articles (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    scope      TEXT    NOT NULL DEFAULT '', -- who may see it; '': everybody
    name       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    outlet     TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    published  TEXT    NOT NULL, -- RFC 3339; '': unknown
    path       TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    hash       BLOB    NOT NULL, -- of all fields but the path, and of how passages are made
    generation INTEGER NOT NULL, -- the change that last touched the article or its vectors
    UNIQUE (scope, name)
) STRICT;
CREATE INDEX articles_document ON articles (document);

CREATE TABLE passages (
    article   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    start     INTEGER NOT NULL, -- bytes of the article's text
    stop      INTEGER NOT NULL,
    heading   TEXT    NOT NULL,
    sentences BLOB    NOT NULL, -- pairs of varints: gap before, length
    hash      BLOB    NOT NULL, -- of what is embedded
    PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX passages_hash ON passages (hash);

-- state: 1 in service, 2 being made, 0 on its way out.
CREATE TABLE embedders (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL DEFAULT 0, -- 0 until the first vector
    state      INTEGER NOT NULL
) STRICT;

CREATE TABLE vectors (
    id       INTEGER PRIMARY KEY,
    embedder INTEGER NOT NULL REFERENCES embedders (id),
    hash     BLOB    NOT NULL,
    vector   BLOB    NOT NULL, -- 32-bit floats, little-endian
    UNIQUE (embedder, hash)
) STRICT;

-- What was removed by its ID and is not to come back with the next sync.
CREATE TABLE excluded (
    key  TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;

-- generation counts changes, finished is the one a reader may catch up with.
CREATE TABLE state (
    generation INTEGER NOT NULL,
    finished   INTEGER NOT NULL,
    revision   TEXT    NOT NULL, -- of the rules that read and divide articles
    garbage    INTEGER NOT NULL  -- 1: there may be vectors of texts that are gone
) STRICT;
INSERT INTO state VALUES (0, 0, '', 0);

PRAGMA application_id = 0x466f6f74; -- "Foot"
PRAGMA user_version = 1;

-- +goose Down
SELECT 1;
