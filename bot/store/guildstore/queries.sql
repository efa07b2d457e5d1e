-- name: Setting
SELECT value FROM settings WHERE guild = ? AND key = ?

-- name: Set
INSERT INTO settings (guild, key, value) VALUES (?,?,?) ON CONFLICT (guild, key) DO UPDATE SET value = excluded.value

-- name: Settings
SELECT key, value FROM settings WHERE guild = ?

-- name: AddAuditOf
INSERT INTO audit (guild, person, action, detail, seen, at) VALUES (?,?,?,?,?,?)

-- name: Audit
SELECT person, action, detail, seen, at FROM audit WHERE guild = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?

-- name: AuditLen
SELECT count(*) FROM audit WHERE guild = ?

-- name: SetLeft: delete settings
DELETE FROM settings WHERE guild = ? AND key = ?

-- name: SetLeft: insert settings
INSERT INTO settings (guild, key, value) VALUES (?,?,?) ON CONFLICT DO NOTHING

-- name: LeftBefore
SELECT guild FROM settings WHERE key = ? AND whole_number(value) < ? ORDER BY guild
