-- What the bot must remember. Times are Unix milliseconds, IDs are Discord's
-- snowflakes as text, JSON is kept as text.

-- An answer that stands in a channel, with what its buttons need.
CREATE TABLE posts (
    id       TEXT PRIMARY KEY,
    guild    TEXT NOT NULL,
    channel  TEXT NOT NULL,
    person   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    locale   TEXT NOT NULL,
    private  INTEGER NOT NULL,
    told     INTEGER NOT NULL DEFAULT 0,
    -- the conversation that a reply to the post goes on with
    conversation TEXT NOT NULL,
    answer   TEXT NOT NULL
) STRICT;
CREATE INDEX posts_at ON posts (at);

-- The messages a post consists of, in order.
CREATE TABLE messages (
    id      TEXT PRIMARY KEY,
    post    TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    part    INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_post ON messages (post, part);

CREATE TABLE votes (
    post   TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    vote   INTEGER NOT NULL CHECK (vote IN (-1, 1)),
    reason TEXT NOT NULL DEFAULT '',
    at     INTEGER NOT NULL,
    PRIMARY KEY (post, person)
) STRICT;

-- Questions that the articles did not answer: declined, voted down, reported.
CREATE TABLE unanswered (
    id       INTEGER PRIMARY KEY,
    guild    TEXT NOT NULL,
    post     TEXT NOT NULL,
    question TEXT NOT NULL,
    why      TEXT NOT NULL,
    at       INTEGER NOT NULL,
    UNIQUE (post, why)
) STRICT;
CREATE INDEX unanswered_guild ON unanswered (guild, at);

-- Questions that were answered, for suggestions; nobody's name is kept.
CREATE TABLE answered (
    guild    TEXT NOT NULL,
    question TEXT NOT NULL,
    times    INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (guild, question)
) STRICT;

-- The last turns of conversations, kept for a day.
CREATE TABLE turns (
    id           INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    person       TEXT NOT NULL,
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX turns_conversation ON turns (conversation, at);
CREATE INDEX turns_at ON turns (at);

-- Threads that the bot opened. A silent one was taken over by a moderator.
CREATE TABLE threads (
    id     TEXT PRIMARY KEY,
    guild  TEXT NOT NULL,
    person TEXT NOT NULL,
    silent INTEGER NOT NULL DEFAULT 0,
    at     INTEGER NOT NULL
) STRICT;

-- Questions that were taken on and are not answered yet.
CREATE TABLE pending (
    id   TEXT PRIMARY KEY,
    at   INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    guild TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (guild, key)
) STRICT;
