-- What moderators and people do: gaps, curated answers, corrections, audit,
-- figures. Times are Unix milliseconds.

-- Who changed what, and when.
CREATE TABLE audit (
    id     INTEGER PRIMARY KEY,
    guild  TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_guild ON audit (guild, at);

-- What is needed to lay a post out again: whether the chat shows its question
-- already, the moderator's answer with it or to a similar question, why a
-- moderator called it wrong, and what became of its sources ("", "changed" or "gone").
ALTER TABLE posts ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN curated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN similar INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN wrong TEXT NOT NULL DEFAULT '';
ALTER TABLE posts ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX posts_guild ON posts (guild, at);
CREATE INDEX posts_person ON posts (person);

-- The passages a post rests on; the hash is of the quote.
CREATE TABLE cited (
    post    TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    hash    INTEGER NOT NULL
) STRICT;
CREATE INDEX cited_post ON cited (post);

-- A gap is open, answered by a moderator, or aside: not for this guild.
ALTER TABLE unanswered ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE unanswered ADD COLUMN locale TEXT NOT NULL DEFAULT '';
ALTER TABLE unanswered ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'aside'));

-- Who waits for an answer to a gap; gone once it is answered.
CREATE TABLE askers (
    gap    INTEGER NOT NULL REFERENCES unanswered (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (gap, person)
) STRICT;
CREATE INDEX askers_person ON askers (person);

-- Moderators' own answers, and the questions they are for.
CREATE TABLE curated (
    id     INTEGER PRIMARY KEY,
    guild  TEXT NOT NULL,
    text   TEXT NOT NULL,
    person TEXT NOT NULL,
    name   TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX curated_guild ON curated (guild, at);
CREATE TABLE curated_questions (
    curated  INTEGER NOT NULL REFERENCES curated (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    PRIMARY KEY (curated, question)
) STRICT;

-- A guild's evaluation set: questions that were answered wrongly. expected is
-- the right answer, "" where the articles do not answer; wrong is JSON.
CREATE TABLE cases (
    post     TEXT PRIMARY KEY,
    guild    TEXT NOT NULL,
    question TEXT NOT NULL,
    expected TEXT NOT NULL,
    reason   TEXT NOT NULL,
    wrong    TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_guild ON cases (guild, at);

-- Figures: a question and how it went, and how often an article was cited on a
-- day. Neither what was asked nor by whom.
CREATE TABLE asks (
    id      INTEGER PRIMARY KEY,
    guild   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    ms      REAL NOT NULL
) STRICT;
CREATE INDEX asks_guild ON asks (guild, at);
CREATE TABLE uses (
    guild   TEXT NOT NULL,
    day     TEXT NOT NULL,
    article TEXT NOT NULL,
    times   INTEGER NOT NULL,
    PRIMARY KEY (guild, day, article)
) STRICT;
