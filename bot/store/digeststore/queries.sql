-- name: AddDigest
INSERT INTO digests (guild, number, channel, person, locale, rule, next, last, at)
    VALUES (?,(SELECT coalesce(max(number), 0) + 1 FROM digests WHERE guild = ?),?,?,?,?,?,?,?) RETURNING id

-- name: see
INSERT INTO digest_seen (digest, article) VALUES (?,?) ON CONFLICT DO NOTHING

-- name: SetNext
UPDATE digests SET next = ? WHERE id = ? AND next = ?

-- name: SetDigested: update digests
UPDATE digests SET last = ? WHERE id = ?

-- name: SetDigested: select digests
SELECT EXISTS (SELECT 1 FROM digests WHERE id = ?)

-- name: Seen
SELECT article FROM digest_seen WHERE digest = ?

-- name: PauseDigest
UPDATE digests SET paused = ?, next = ?, person = ? WHERE guild = ? AND id = ?

-- name: RemoveDigest
DELETE FROM digests WHERE guild = ? AND id = ?
