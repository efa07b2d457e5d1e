package guildstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"footnote/bot/store"
)

// Setting reads a guild's setting into value, which is left alone where
// nothing is set.
func (s *GuildStore) Setting(ctx context.Context, guild, key string, value any) error {
	var text string
	err := s.db.QueryRow(ctx, query("Setting"), guild, key).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), value)
}

// Set changes a guild's setting.
func (s *GuildStore) Set(ctx context.Context, guild, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return s.db.Exec(ctx, query("Set"), guild, key, string(text))
}

// Settings returns what is set in a guild, as JSON by key.
func (s *GuildStore) Settings(ctx context.Context, guild string) (map[string]json.RawMessage, error) {
	type setting struct{ key, value string }
	list, err := store.Rows(ctx, s.db, func(r *sql.Rows) (v setting, err error) { return v, r.Scan(&v.key, &v.value) },
		query("Settings"), guild)
	all := map[string]json.RawMessage{}
	for _, v := range list {
		all[v.key] = json.RawMessage(v.value)
	}
	return all, err
}
