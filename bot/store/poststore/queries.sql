-- name: AddPost
INSERT INTO posts (id, guild, channel, person, at, locale, private, conversation, shown, curated, similar, answer, seen)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
    ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, at = excluded.at, curated = excluded.curated,
    similar = excluded.similar, note = ''

-- name: SetMessages: delete messages
DELETE FROM messages WHERE post = ?

-- name: SetMessages: insert messages
INSERT OR REPLACE INTO messages (id, post, channel, part) SELECT ?, id, ?, ? FROM posts WHERE id = ?

-- name: Messages
SELECT id, channel FROM messages WHERE post = ? ORDER BY part

-- name: Vote
INSERT INTO votes (post, person, vote, at) SELECT id, ?, ?, ? FROM posts WHERE id = ?
    ON CONFLICT (post, person) DO UPDATE SET vote = excluded.vote, reason = '', at = excluded.at

-- name: Votes
SELECT count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0) FROM votes WHERE post = ?

-- name: SetReason
UPDATE votes SET reason = ? WHERE post = ? AND person = ?

-- name: setCited: delete cited
DELETE FROM cited WHERE post = ?

-- name: setCited: insert cited
INSERT INTO cited (post, article, start, stop, hash) VALUES (?,?,?,?,?)

-- name: AnsweredIn
SELECT DISTINCT guild FROM posts WHERE at > ? ORDER BY guild

-- name: ArticlesChanged
SELECT DISTINCT guild FROM audit WHERE at > ? AND action LIKE 'articles.%' ORDER BY guild

-- name: CitedSince
SELECT c.post, p.note, c.article, c.start, c.stop, c.hash FROM cited c JOIN posts p ON p.id = c.post
    WHERE p.guild = ? AND p.at > ? AND p.private = 0 ORDER BY p.at, c.post, c.rowid

-- name: SetNote
UPDATE posts SET note = ? WHERE id = ?

-- name: RemovePost: delete turns
DELETE FROM turns WHERE (conversation, person, question) IN
    (SELECT p.conversation, p.person, json_extract(p.answer, '$.question') FROM posts p WHERE p.id = ?1)

-- name: RemovePost: delete posts
DELETE FROM posts WHERE id = ?1
