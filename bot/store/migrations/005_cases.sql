-- Whose question a case holds: its post may be gone before the person asks to be
-- forgotten.
ALTER TABLE cases ADD COLUMN person TEXT NOT NULL DEFAULT '';
UPDATE cases SET person = coalesce((SELECT person FROM posts p WHERE p.id = cases.post), '');
