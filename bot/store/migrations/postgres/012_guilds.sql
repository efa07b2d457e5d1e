-- Guilds kept apart by the server, where the operator wants that. The policies count from
-- when they are put in force (guilds.sql): then whoever does not say for which guild it
-- works sees no guild's rows and changes none, the owner of the tables too.

-- 1: processes say with each statement which guild it is for.
ALTER TABLE footnote ADD COLUMN guarded BIGINT NOT NULL DEFAULT 0;

-- The guild that a transaction works for is its setting footnote.guild: '=' and the
-- guild's ID, which is empty for direct messages, or '*' for work across all guilds.
CREATE FUNCTION works_for(guild TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT current_setting('footnote.guild', true) IN ('*', '=' || guild) $$;

CREATE POLICY guild ON posts USING (works_for(guild));
CREATE POLICY guild ON unanswered USING (works_for(guild));
CREATE POLICY guild ON threads USING (works_for(guild));
CREATE POLICY guild ON settings USING (works_for(guild));
CREATE POLICY guild ON audit USING (works_for(guild));
CREATE POLICY guild ON curated USING (works_for(guild));
CREATE POLICY guild ON cases USING (works_for(guild));
CREATE POLICY guild ON golden USING (works_for(guild));
CREATE POLICY guild ON asks USING (works_for(guild));
CREATE POLICY guild ON uses USING (works_for(guild));
CREATE POLICY guild ON summaries USING (works_for(guild));
CREATE POLICY guild ON digests USING (works_for(guild));
CREATE POLICY guild ON optouts USING (works_for(guild));
CREATE POLICY guild ON answered USING (works_for(guild));
CREATE POLICY guild ON pending USING (works_for(CAST(body AS JSON) ->> 'guild'));

-- What belongs to a row of these is seen with it.
CREATE POLICY guild ON messages USING (works_for(NULL) OR EXISTS (SELECT 1 FROM posts p WHERE p.id = post));
CREATE POLICY guild ON votes USING (works_for(NULL) OR EXISTS (SELECT 1 FROM posts p WHERE p.id = post));
CREATE POLICY guild ON turns USING (works_for(NULL) OR EXISTS (SELECT 1 FROM threads t WHERE t.id = conversation));
CREATE POLICY guild ON askers USING (works_for(NULL) OR EXISTS (SELECT 1 FROM unanswered u WHERE u.id = gap));
CREATE POLICY guild ON curated_questions USING (works_for(NULL) OR EXISTS (SELECT 1 FROM curated c WHERE c.id = curated_questions.curated));
CREATE POLICY guild ON summary_messages USING (works_for(NULL) OR EXISTS (SELECT 1 FROM summaries s WHERE s.id = summary));
CREATE POLICY guild ON summary_sources USING (works_for(NULL) OR EXISTS (SELECT 1 FROM summaries s WHERE s.id = summary));
CREATE POLICY guild ON digest_seen USING (works_for(NULL) OR EXISTS (SELECT 1 FROM digests d WHERE d.id = digest));

-- The operator's library is everybody's, that of a guild has its ID behind 'guilds/'.
CREATE POLICY guild ON libraries USING (name NOT LIKE 'guilds/%' OR works_for(substr(name, 8)));
CREATE POLICY guild ON library_sources USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_documents USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_articles USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_passages USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_embedders USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_vectors USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_excluded USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
CREATE POLICY guild ON library_state USING (works_for(NULL) OR EXISTS (SELECT 1 FROM libraries l WHERE l.id = library));
