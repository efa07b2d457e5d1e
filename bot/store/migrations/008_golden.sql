-- Questions with right answers, which a change of a guild's articles must not
-- answer worse. expected is '' where the articles do not answer.
CREATE TABLE golden (
    id       INTEGER PRIMARY KEY,
    guild    TEXT NOT NULL,
    question TEXT NOT NULL,
    channel  TEXT NOT NULL,
    expected TEXT NOT NULL,
    at       INTEGER NOT NULL,
    UNIQUE (guild, question)
) STRICT;
