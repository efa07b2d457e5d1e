-- Where something was asked: the channel whose readers may see it. A public
-- thread counts as the channel it belongs to, a private one as itself. "" is not
-- known, and is shown to nobody.

ALTER TABLE posts ADD COLUMN seen TEXT NOT NULL DEFAULT '';
ALTER TABLE unanswered ADD COLUMN seen TEXT NOT NULL DEFAULT '';
UPDATE posts SET seen = channel;
UPDATE unanswered SET seen = channel;

-- Of what was suggested so far it is not known where it was asked.
DROP TABLE answered;
CREATE TABLE answered (
    guild    TEXT NOT NULL,
    question TEXT NOT NULL,
    channel  TEXT NOT NULL,
    times    INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (guild, question, channel)
) STRICT;

CREATE TABLE curated_asked (
    curated  INTEGER NOT NULL REFERENCES curated (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    channel  TEXT NOT NULL,
    PRIMARY KEY (curated, question, channel)
) STRICT;
INSERT OR IGNORE INTO curated_asked (curated, question, channel)
    SELECT q.curated, q.question, coalesce(u.channel, '') FROM curated_questions q
    JOIN curated c ON c.id = q.curated
    LEFT JOIN unanswered u ON u.guild = c.guild AND u.question = q.question;
DROP TABLE curated_questions;
ALTER TABLE curated_asked RENAME TO curated_questions;

-- What the detail of a change was asked in; "" where it is for all moderators.
ALTER TABLE audit ADD COLUMN seen TEXT NOT NULL DEFAULT '';
UPDATE audit SET seen = '?' WHERE action LIKE 'gaps.%' OR action LIKE 'answer%';
