-- name: Forget
UPDATE audit SET person = ? WHERE person = ?

-- name: textColumns
SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT' ORDER BY t.name, c.cid
-- postgres
SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
    WHERE table_schema = current_schema() AND data_type = 'text' AND table_name NOT LIKE 'librar%' ORDER BY table_name, ordinal_position

-- name: SetOptedOut: insert optouts
INSERT INTO optouts (guild, person) VALUES (?,?) ON CONFLICT DO NOTHING

-- name: SetOptedOut: delete optouts
DELETE FROM optouts WHERE guild = ? AND person = ?

-- name: OptedOut
SELECT EXISTS (SELECT 1 FROM optouts WHERE guild = ? AND person = ?)

-- name: ForgetGuild
SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND c.name = 'guild' ORDER BY m.name
-- postgres
SELECT CAST(table_name AS TEXT) FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'guild' ORDER BY table_name

-- name: Sweep: delete pending
DELETE FROM pending WHERE at <= ?

-- name: Sweep: delete turns
DELETE FROM turns WHERE at <= ?

-- name: Sweep: delete threads
DELETE FROM threads WHERE at <= ?

-- name: Sweep: delete audit
DELETE FROM audit WHERE at <= ?

-- name: Sweep: delete asks
DELETE FROM asks WHERE at <= ?

-- name: Sweep: delete uses
DELETE FROM uses WHERE day <= ?

-- name: Sweep: delete askers
DELETE FROM askers WHERE gap IN (SELECT id FROM unanswered WHERE state = 'aside')
