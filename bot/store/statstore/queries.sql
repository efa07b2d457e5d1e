-- name: AddAsk
INSERT INTO asks (guild, at, outcome, ms, articles) VALUES (?,?,?,?,?)

-- name: Stats
SELECT article, CAST(sum(times) AS BIGINT) AS n FROM (
    SELECT article, times FROM uses WHERE guild = ?1 AND day >= ?2
    UNION ALL SELECT u.value, 1 FROM asks a, json_each(a.articles) u WHERE a.guild = ?1 AND a.at >= ?3
) AS used GROUP BY article ORDER BY n DESC, article LIMIT ?4
-- postgres
SELECT article, CAST(sum(times) AS BIGINT) AS n FROM (
    SELECT article, times FROM uses WHERE guild = ?1 AND day >= ?2
    UNION ALL SELECT u.value COLLATE "C", 1 FROM asks a, json_array_elements_text(CAST(a.articles AS JSON)) u WHERE a.guild = ?1 AND a.at >= ?3
) AS used GROUP BY article ORDER BY n DESC, article LIMIT ?4

-- name: countAsks
SELECT at, outcome, ms FROM asks WHERE guild = ? AND at >= ? ORDER BY ms

-- name: countVotes
SELECT v.at, v.vote FROM votes v JOIN posts p ON p.id = v.post WHERE p.guild = ? AND v.at >= ?
