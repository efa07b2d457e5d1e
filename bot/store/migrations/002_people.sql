-- What moderators and people do: gaps, curated answers, corrections, audit.

-- Who changed what, and when. Times are Unix milliseconds.
CREATE TABLE audit (
    id     INTEGER PRIMARY KEY,
    guild  TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_guild ON audit (guild, at);
