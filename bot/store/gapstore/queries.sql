-- name: AddGap: insert unanswered
INSERT INTO unanswered (guild, post, question, why, channel, seen, locale, at) VALUES (?,?,?,?,?,?,?,?)
    ON CONFLICT (post, why) DO NOTHING

-- name: AddGap: insert askers
INSERT INTO askers (gap, person)
    SELECT id, ? FROM unanswered WHERE post = ? AND why = ? AND state = 'open' ON CONFLICT DO NOTHING

-- name: Tell
UPDATE posts SET told = 1 WHERE id = ?

-- name: gaps
SELECT id, post, question, why, channel, seen, locale, at FROM unanswered WHERE guild = ? AND state = ? ORDER BY at DESC, id DESC LIMIT ?

-- name: Askers
SELECT person, post, channel, locale FROM (
    SELECT a.person, u.post, u.channel, u.locale, row_number() OVER (PARTITION BY a.person ORDER BY u.post DESC, u.id DESC) AS place
    FROM askers a JOIN unanswered u ON u.id = a.gap WHERE u.guild = ? AND u.id IN (%ids)) AS waiting
    WHERE place = 1 ORDER BY person

-- name: SetGaps: update unanswered
UPDATE unanswered SET state = ? WHERE guild = ? AND id IN (%ids)

-- name: SetGaps: delete askers
DELETE FROM askers WHERE gap IN (SELECT id FROM unanswered WHERE guild = ? AND id IN (%ids))

-- name: Reasons
SELECT v.reason FROM votes v JOIN posts p ON p.id = v.post
    WHERE p.guild = ? AND p.id = ? AND v.vote < 0 AND v.reason <> '' ORDER BY v.at

-- name: Correct: update posts
UPDATE posts SET wrong = ? WHERE guild = ? AND id = ?

-- name: Correct: insert cases
INSERT INTO cases (post, guild, question, expected, reason, wrong, at, person)
    VALUES (?1,?,?,?,?,?,?,coalesce((SELECT person FROM posts WHERE id = ?1), ''))
    ON CONFLICT (post) DO UPDATE SET expected = excluded.expected, reason = excluded.reason, at = excluded.at

-- name: Uncorrect: update posts
UPDATE posts SET wrong = '' WHERE guild = ? AND id = ?

-- name: Uncorrect: delete cases
DELETE FROM cases WHERE guild = ? AND post = ?

-- name: Uncorrect: delete unanswered
DELETE FROM unanswered WHERE guild = ? AND post = ? AND why = 'corrected'

-- name: Cases
SELECT post, question, expected, reason, wrong, at FROM cases WHERE guild = ? ORDER BY at, post

-- name: Marks
SELECT c.question, u.seen, c.reason, c.expected, c.wrong FROM cases c
    JOIN unanswered u ON u.post = c.post AND u.why = 'corrected'
    WHERE c.guild = ? ORDER BY c.at DESC, c.post

-- name: AddCurated: insert curated
INSERT INTO curated (guild, text, person, name, at) VALUES (?,?,?,?,?) RETURNING id

-- name: AddCurated: insert curated_questions
INSERT INTO curated_questions (curated, question, channel) VALUES (?,?,?) ON CONFLICT DO NOTHING

-- name: SetCurated
UPDATE curated SET text = ?, person = ?, name = ?, at = ? WHERE guild = ? AND id = ?

-- name: RemoveCurated: delete curated
DELETE FROM curated WHERE guild = ? AND id = ?

-- name: RemoveCurated: update posts
UPDATE posts SET curated = 0 WHERE guild = ? AND curated = ?

-- name: RemoveCurated: update posts 2
UPDATE posts SET "similar" = 0 WHERE guild = ? AND "similar" = ?

-- name: Curated: select curated
SELECT id, guild, text, person, name, at FROM curated WHERE guild = ? AND id = ?

-- name: Curated: select curated_questions
SELECT question, channel FROM curated_questions WHERE curated = ? ORDER BY rowid

-- name: AllCurated
SELECT id, guild, text, person, name, at FROM curated WHERE guild = ? ORDER BY at DESC, id DESC

-- name: CuratedQuestions
SELECT q.curated, q.question, q.channel FROM curated_questions q JOIN curated c ON c.id = q.curated
    WHERE c.guild = ? ORDER BY c.at DESC, c.id DESC, q.rowid

-- name: PostsWithCurated
SELECT id FROM posts WHERE guild = ? AND curated = ? AND private = 0 ORDER BY at

-- name: SetPostCurated
UPDATE posts SET curated = ? WHERE guild = ? AND id = ?

-- name: AddGolden: select
SELECT count(*) FROM golden WHERE guild = ? AND question <> ?

-- name: AddGolden: insert
INSERT INTO golden (guild, question, channel, expected, at) VALUES (?,?,?,?,?)
    ON CONFLICT (guild, question) DO UPDATE SET channel = excluded.channel, expected = excluded.expected
-- postgres
INSERT INTO golden (guild, question, channel, expected, at) VALUES (?,?,?,?,?)
    ON CONFLICT (guild, md5(question)) DO UPDATE SET channel = excluded.channel, expected = excluded.expected

-- name: RemoveGolden
DELETE FROM golden WHERE guild = ? AND id = ?

-- name: Golden
SELECT id, question, channel, expected FROM (
    SELECT id, question, channel, expected, at, '' AS post FROM golden WHERE guild = ?
    UNION ALL
    SELECT 0, c.question, coalesce(u.seen, ''), c.expected, c.at, c.post FROM cases c
        LEFT JOIN unanswered u ON u.post = c.post AND u.why = 'corrected' WHERE c.guild = ?
    ORDER BY at DESC LIMIT ?) AS newest ORDER BY at, id, post
