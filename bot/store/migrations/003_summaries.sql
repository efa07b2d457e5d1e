-- Summaries, their drafts, and digests. Times are Unix milliseconds.

-- A summary is a draft, on its way out, or published. channel is where it goes,
-- body is the caller's own JSON.
CREATE TABLE summaries (
    id      TEXT PRIMARY KEY,
    guild   TEXT NOT NULL,
    channel TEXT NOT NULL,
    person  TEXT NOT NULL,
    locale  TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('draft', 'leaving', 'published')),
    body    TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX summaries_guild ON summaries (guild, at);

-- The messages that a published summary consists of.
CREATE TABLE summary_messages (
    summary TEXT NOT NULL REFERENCES summaries (id) ON DELETE CASCADE,
    part    INTEGER NOT NULL,
    id      TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (summary, part)
) STRICT;

-- What people said that a summary of a discussion rests on. An empty person is
-- one who was forgotten.
CREATE TABLE summary_sources (
    summary TEXT NOT NULL REFERENCES summaries (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    channel TEXT NOT NULL,
    person  TEXT NOT NULL,
    PRIMARY KEY (summary, message)
) STRICT;
CREATE INDEX summary_sources_message ON summary_sources (message);

-- Digests: rule is JSON of the schedule, next when one is due, last until when
-- the last one reached.
CREATE TABLE digests (
    id      INTEGER PRIMARY KEY,
    guild   TEXT NOT NULL,
    number  INTEGER NOT NULL, -- within the guild, for people
    channel TEXT NOT NULL,
    person  TEXT NOT NULL,
    locale  TEXT NOT NULL,
    rule    TEXT NOT NULL,
    paused  INTEGER NOT NULL DEFAULT 0,
    next    INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    UNIQUE (guild, number)
) STRICT;
CREATE INDEX digests_next ON digests (next);

-- The articles that a digest knows already.
CREATE TABLE digest_seen (
    digest  INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    PRIMARY KEY (digest, article)
) STRICT;

-- Who does not want to be in summaries of discussions.
CREATE TABLE optouts (
    guild  TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (guild, person)
) STRICT;
