-- name: PutSummary: insert summaries
INSERT INTO summaries (id, guild, channel, person, locale, state, body, at) VALUES (?,?,?,?,?,?,?,?)
    ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, state = excluded.state, body = excluded.body

-- name: PutSummary: delete summary_sources
DELETE FROM summary_sources WHERE summary = ?

-- name: PutSummary: insert summary_sources
INSERT INTO summary_sources (summary, message, channel, person) VALUES (?,?,?,?) ON CONFLICT DO NOTHING

-- name: Summary: select summaries
SELECT id, guild, channel, person, locale, state, body, at FROM summaries WHERE id = ?

-- name: Summary: select summary_sources
SELECT message, channel, person FROM summary_sources WHERE summary = ? ORDER BY message

-- name: MoveSummary
UPDATE summaries SET state = ? WHERE id = ? AND state = ?

-- name: RemoveSummary
DELETE FROM summaries WHERE id = ?

-- name: SetSummaryMessages: delete summary_messages
DELETE FROM summary_messages WHERE summary = ?

-- name: SetSummaryMessages: insert summary_messages
INSERT INTO summary_messages (summary, part, id, channel) VALUES (?,?,?,?)

-- name: SummaryMessages
SELECT id, channel FROM summary_messages WHERE summary = ? ORDER BY part

-- name: SummariesFrom
SELECT summary FROM summary_sources WHERE message = ? ORDER BY summary

-- name: SaidBy
SELECT DISTINCT message FROM summary_sources WHERE person = ? ORDER BY message

-- name: SummaryIDs
SELECT id FROM summaries WHERE person = ?1 OR ?2 <> '' AND instr(body, ?2) > 0 ORDER BY id

-- name: ForgottenSources
SELECT DISTINCT message FROM summary_sources WHERE person = '' ORDER BY message

-- name: SourcesIn
SELECT DISTINCT message FROM summary_sources WHERE channel = ? ORDER BY message

-- name: SourceChannels
SELECT DISTINCT channel FROM summary_sources ORDER BY channel

-- name: ReturnDrafts: guilds
SELECT DISTINCT guild FROM summaries WHERE state = 'leaving'

-- name: ReturnDrafts
UPDATE summaries SET state = 'draft' WHERE state = 'leaving' AND guild = ?

-- name: SweepSummaries
DELETE FROM summaries WHERE state <> 'published' AND at <= ?
