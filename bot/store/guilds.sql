-- Guilds kept apart by the server: the tables with a policy by that name (012_guilds.sql).

-- name: say
SELECT set_config('footnote.guild', ?, true)

-- name: follow
SELECT guarded > 0 FROM footnote

-- name: guard
UPDATE footnote SET guarded = ?

-- name: others
SELECT count(*) FROM processes WHERE id <> this_process() AND heard > now() - make_interval(secs => ?)

-- name: state
SELECT count(*) FILTER (WHERE c.relrowsecurity AND c.relforcerowsecurity), count(*),
       (SELECT r.rolsuper OR r.rolbypassrls FROM pg_roles r WHERE r.rolname = current_user)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polname = 'guild' AND c.relnamespace = CAST(current_schema() AS regnamespace)

-- name: tables
SELECT CAST(c.relname AS TEXT) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polname = 'guild' AND c.relnamespace = CAST(current_schema() AS regnamespace)
    AND CAST(c.relrowsecurity AND c.relforcerowsecurity AS INTEGER) <> ? ORDER BY 1

-- name: on
ALTER TABLE "%table" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY

-- name: off
ALTER TABLE "%table" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY
