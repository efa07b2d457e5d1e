-- What an answer cites stands in the answer, and is read from there.
DROP TABLE cited;

-- The articles that an answer cites are counted with the question; uses holds
-- those of before.
ALTER TABLE asks ADD COLUMN articles TEXT NOT NULL DEFAULT '[]';

-- A turn of a conversation is its post. Turns are kept for themselves only where
-- a thread goes on from a post of another conversation.
DELETE FROM turns WHERE EXISTS (SELECT 1 FROM posts p
    WHERE p.conversation = turns.conversation AND json_extract(p.answer, '$.question') = turns.question);
CREATE INDEX posts_conversation ON posts (conversation, at);
