package store

import (
	"context"
	"database/sql"
)

// traces are the statements that take the questions of posts out of what outlives
// them, in order: once the posts are gone, nothing tells whose these texts were.
// %mine says which posts p they are; its one placeholder is ?1.
var traces = []string{
	// Questions count among those that are suggested to others.
	`UPDATE answered SET times = times - (SELECT count(*) FROM posts p WHERE %mine AND p.private = 0
		AND p.guild = answered.guild AND p.seen = answered.channel AND json_extract(p.answer, '$.question') = answered.question)
		WHERE EXISTS (SELECT 1 FROM posts p WHERE %mine AND p.private = 0 AND json_extract(p.answer, '$.answered')
		AND p.guild = answered.guild AND p.seen = answered.channel AND json_extract(p.answer, '$.question') = answered.question)`,
	`DELETE FROM answered WHERE times <= 0`,
	// The log of changes keeps that something was done, not to which question.
	`UPDATE audit SET detail = '' WHERE EXISTS (SELECT 1 FROM posts p WHERE %mine AND p.guild = audit.guild
		AND json_extract(p.answer, '$.question') <> '' AND instr(audit.detail, json_extract(p.answer, '$.question')) > 0)`,
	// A gap that is open still has its askers; one that was seen to has nobody.
	`DELETE FROM unanswered WHERE state <> 'open' AND post IN (SELECT p.id FROM posts p WHERE %mine)`,
}

// untrace takes the traces of posts out.
func untrace(ctx context.Context, tx *sql.Tx, mine string, arg any) error {
	for _, query := range traces {
		if _, err := tx.ExecContext(ctx, fill(query, "%mine", mine), arg); err != nil {
			return err
		}
	}
	return nil
}

// RemovePost forgets a post with its votes and messages, and where its question
// is kept beside it.
func (s *Store) RemovePost(ctx context.Context, id string) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		if err := untrace(ctx, tx, `p.id = ?1`, id); err != nil {
			return err
		}
		for _, query := range []string{
			`DELETE FROM turns WHERE (conversation, person, question) IN
				(SELECT p.conversation, p.person, json_extract(p.answer, '$.question') FROM posts p WHERE p.id = ?1)`,
			`DELETE FROM posts WHERE id = ?1`,
		} {
			if _, err := tx.ExecContext(ctx, query, id); err != nil {
				return err
			}
		}
		return nil
	})
}
