-- The processes of one bot that use the database at once, and when each was last
-- heard of.
CREATE TABLE processes (
    id BIGINT PRIMARY KEY,
    heard TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- The number that a process has is a setting of its connections.
CREATE FUNCTION this_process() RETURNS BIGINT LANGUAGE sql STABLE AS
    $$ SELECT coalesce(CAST(nullif(current_setting('footnote.process', true), '') AS BIGINT), 0) $$;

-- Which process answers a question.
ALTER TABLE pending ADD COLUMN process BIGINT NOT NULL DEFAULT this_process();

-- When what is done now and then was last begun.
CREATE TABLE jobs (
    name TEXT COLLATE "C" PRIMARY KEY,
    begun TIMESTAMPTZ NOT NULL
);

-- Processes keep rows of some tables in memory: changes grows with each change of
-- these, and who listens is told. The row is taken before theirs are, so that nobody
-- waits in a ring.
ALTER TABLE footnote ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
CREATE FUNCTION tell_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %I.footnote SET changes = changes + 1', TG_TABLE_SCHEMA);
    PERFORM pg_notify('footnote', TG_TABLE_SCHEMA);
    RETURN NULL;
END $$;
CREATE TRIGGER told BEFORE INSERT OR UPDATE OR DELETE ON curated EXECUTE FUNCTION tell_of_change();
CREATE TRIGGER told BEFORE INSERT OR UPDATE OR DELETE ON curated_questions EXECUTE FUNCTION tell_of_change();
CREATE TRIGGER told BEFORE INSERT OR UPDATE OR DELETE ON cases EXECUTE FUNCTION tell_of_change();
