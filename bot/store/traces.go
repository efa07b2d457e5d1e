package store

import (
	"context"
	"strconv"
	"strings"

	"footnote/bot/feature"
)

// aged removes what is older than its guild's retention; the placeholder is
// now in milliseconds.
const aged = ` WHERE at <= ? - 86400000 * coalesce((SELECT whole_number(value) FROM settings s WHERE s.guild = %.guild AND s.key = '` +
	feature.KeyRetention + `' AND whole_number(value) > 0), %days)`

// AgedIn is the condition aged for a table.
func AgedIn(table string) string {
	return Fill(aged, "%.guild", table+".guild", "%days", strconv.Itoa(feature.DefaultRetention))
}

// traces are the statements that take the questions of posts out of what outlives
// them, in order: once the posts are gone, nothing tells whose these texts were.
// %mine says which posts p they are; its one placeholder is ?1.
var traces = []string{
	// Questions count among those that are suggested to others.
	`UPDATE answered SET times = times - (SELECT count(*) FROM posts p WHERE %mine AND p.private = 0
		AND p.guild = answered.guild AND p.seen = answered.channel AND json_text(p.answer, 'question') = answered.question)
		WHERE EXISTS (SELECT 1 FROM posts p WHERE %mine AND p.private = 0 AND CAST(json_text(p.answer, 'answered') AS TEXT) IN ('1', 'true')
		AND p.guild = answered.guild AND p.seen = answered.channel AND json_text(p.answer, 'question') = answered.question)`,
	`DELETE FROM answered WHERE times <= 0`,
	// The log of changes keeps that something was done, not to which question.
	`UPDATE audit SET detail = '' WHERE EXISTS (SELECT 1 FROM posts p WHERE %mine AND p.guild = audit.guild
		AND json_text(p.answer, 'question') <> '' AND instr(audit.detail, json_text(p.answer, 'question')) > 0)`,
	// A gap that is open still has its askers; one that was seen to has nobody.
	`DELETE FROM unanswered WHERE state <> 'open' AND post IN (SELECT p.id FROM posts p WHERE %mine)`,
}

// Untrace takes the traces of posts out.
func Untrace(ctx context.Context, s *DB, mine string, arg any) error {
	for _, query := range traces {
		args := []any{arg}
		if !strings.Contains(query, "%mine") {
			args = nil
		}
		if err := s.Exec(ctx, Fill(query, "%mine", mine), args...); err != nil {
			return err
		}
	}
	return nil
}

// Fill puts values into a statement's own placeholders, which stand for names
// that SQL takes no parameters for. They never come from outside.
func Fill(query string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(query) }
