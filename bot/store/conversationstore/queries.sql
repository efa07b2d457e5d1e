-- name: AddAnswered
INSERT INTO answered (guild, question, channel, times, at) VALUES (?,?,?,1,?)
    ON CONFLICT (guild, question, channel) DO UPDATE SET times = answered.times + 1, at = excluded.at
-- postgres
INSERT INTO answered (guild, question, channel, times, at) VALUES (?,?,?,1,?)
    ON CONFLICT (guild, md5(question), channel) DO UPDATE SET times = answered.times + 1, at = excluded.at

-- name: Answered
SELECT question, channel, times FROM answered WHERE guild = ? AND at > ? ORDER BY times DESC, at DESC, question, channel LIMIT ?

-- name: AddTurn
INSERT INTO turns (conversation, person, question, answer, at) VALUES (?,?,?,?,?)

-- name: Turns
SELECT question, answer FROM (
    SELECT at, question, answer FROM turns WHERE conversation = ?1 AND at > ?2
    UNION ALL SELECT at, json_text(answer, 'question'), json_text(answer, 'answer') FROM posts WHERE conversation = ?1 AND at > ?2
    ORDER BY at DESC LIMIT ?3) AS turn ORDER BY at

-- name: AddThread
INSERT INTO threads (id, guild, person, silent, at) VALUES (?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
    guild = excluded.guild, person = excluded.person, silent = excluded.silent, at = excluded.at

-- name: Thread
SELECT id, guild, person, silent FROM threads WHERE id = ?

-- name: SetSilent
UPDATE threads SET silent = ? WHERE id = ?

-- name: AddPending
INSERT INTO pending (id, at, body) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET body = excluded.body
-- postgres
INSERT INTO pending (id, at, body) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, process = excluded.process

-- name: RemovePending
DELETE FROM pending WHERE id = ?

-- name: TakePending: delete pending
DELETE FROM pending WHERE at <= ?

-- name: TakePending: select pending
SELECT id, at, body FROM pending
-- postgres
UPDATE pending SET process = DEFAULT
    WHERE process = this_process() OR NOT EXISTS (SELECT 1 FROM processes p WHERE p.id = pending.process) RETURNING id, at, body

-- name: TakeOver
SELECT id, at, body FROM pending WHERE false
-- postgres
UPDATE pending SET process = DEFAULT
    WHERE process <> this_process() AND NOT EXISTS (SELECT 1 FROM processes p WHERE p.id = pending.process) RETURNING id, at, body
