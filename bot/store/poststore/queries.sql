-- name: AddPost
INSERT INTO posts (id, guild, channel, person, at, locale, private, conversation, shown, curated, "similar", answer, seen)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
    ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, at = excluded.at, curated = excluded.curated,
    "similar" = excluded."similar", note = ''

-- name: SetMessages: delete messages
DELETE FROM messages WHERE post = ?

-- name: AddMessages
INSERT INTO messages (id, post, channel, part)
    SELECT m.value ->> 'ID', p.id, m.value ->> 'Channel', m.key FROM posts p, json_each(?) m WHERE p.id = ?
    ON CONFLICT (id) DO UPDATE SET post = excluded.post, channel = excluded.channel, part = excluded.part
-- postgres
INSERT INTO messages (id, post, channel, part)
    SELECT m.value ->> 'ID', p.id, m.value ->> 'Channel', m.key - 1
    FROM posts p, json_array_elements(CAST(CAST(? AS TEXT) AS JSON)) WITH ORDINALITY AS m (value, key) WHERE p.id = ?
    ON CONFLICT (id) DO UPDATE SET post = excluded.post, channel = excluded.channel, part = excluded.part

-- name: Messages
SELECT id, channel FROM messages WHERE post = ? ORDER BY part

-- name: Vote
INSERT INTO votes (post, person, vote, at) SELECT id, ?, ?, ? FROM posts WHERE id = ?
    ON CONFLICT (post, person) DO UPDATE SET vote = excluded.vote, reason = '', at = excluded.at

-- name: Votes
SELECT count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0) FROM votes WHERE post = ?

-- name: SetReason
UPDATE votes SET reason = ? WHERE post = ? AND person = ?

-- name: AnsweredIn
SELECT DISTINCT guild FROM posts WHERE at > ? ORDER BY guild

-- name: ArticlesChanged
SELECT DISTINCT guild FROM audit WHERE at > ? AND action LIKE 'articles.%' ORDER BY guild

-- name: CitedSince
SELECT p.id, p.note, c.value ->> 'article', c.value ->> 'quote', c.value ->> 'start', c.value ->> 'end'
    FROM posts p, json_each(p.answer, '$.citations') c
    WHERE p.guild = ? AND p.at > ? AND p.private = 0 ORDER BY p.at, p.id, c.key
-- postgres
SELECT p.id, p.note, c.value ->> 'article', c.value ->> 'quote', c.value ->> 'start', c.value ->> 'end'
    FROM posts p, json_array_elements(CASE json_typeof(CAST(p.answer AS JSON) -> 'citations') WHEN 'array'
        THEN CAST(p.answer AS JSON) -> 'citations' END) WITH ORDINALITY AS c (value, key)
    WHERE p.guild = ? AND p.at > ? AND p.private = 0 ORDER BY p.at, p.id, c.key

-- name: SetNote
UPDATE posts SET note = ? WHERE id = ?

-- name: RemovePost
DELETE FROM posts WHERE id = ?1
