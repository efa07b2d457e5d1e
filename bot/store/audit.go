package store

import "context"

// AddAudit notes that a person changed something in a guild: action is one of
// the program's words for it, as "articles.add", detail what it was done to.
func (s *Store) AddAudit(ctx context.Context, guild, person, action, detail string) error {
	return s.exec(ctx, `INSERT INTO audit (guild, person, action, detail, at) VALUES (?,?,?,?,?)`, guild, person, action, detail, s.stamp())
}
