-- name: AddAsk: insert asks
INSERT INTO asks (guild, at, outcome, ms) VALUES (?,?,?,?)

-- name: AddAsk: insert uses
INSERT INTO uses (guild, day, article, times) VALUES (?,?,?,1)
    ON CONFLICT (guild, day, article) DO UPDATE SET times = times + 1

-- name: Stats
SELECT article, sum(times) AS n FROM uses WHERE guild = ? AND day >= ? GROUP BY article ORDER BY n DESC, article LIMIT ?

-- name: countAsks
SELECT at, outcome, ms FROM asks WHERE guild = ? AND at >= ? ORDER BY ms

-- name: countVotes
SELECT v.at, v.vote FROM votes v JOIN posts p ON p.id = v.post WHERE p.guild = ? AND v.at >= ?
