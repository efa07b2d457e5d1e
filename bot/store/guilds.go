package store

import (
	"context"
	_ "embed" // guilds.sql
	"errors"
	"time"
)

//go:embed guilds.sql
var guildQueries string

var guildQuery = Queries(guildQueries)

// forGuild is the key of what a context says about guilds, as the server is told it.
type forGuild struct{}

const allGuilds = "*"

// In has statements through a context see and change the rows of one guild alone, where
// the server keeps guilds apart; "" stands for direct messages. Through a context that
// says nothing they see the rows of none.
func In(ctx context.Context, guild string) context.Context {
	return context.WithValue(ctx, forGuild{}, "="+guild)
}

// Of is In for a context that says nothing yet.
func Of(ctx context.Context, guild string) context.Context {
	if saidIn(ctx) != "" {
		return ctx
	}
	return In(ctx, guild)
}

// Across has statements through a context see and change the rows of all guilds.
func Across(ctx context.Context) context.Context {
	return context.WithValue(ctx, forGuild{}, allGuilds)
}

func saidIn(ctx context.Context) string {
	said, _ := ctx.Value(forGuild{}).(string)
	return said
}

// say tells the server which guild a transaction works for, where it was told of another.
func (t *running) say(ctx context.Context, s *DB) error {
	said := saidIn(ctx)
	if !s.guarded.Load() || said == t.said {
		return nil
	}
	_, err := t.ExecContext(ctx, s.form(guildQuery("say")), said)
	if err == nil {
		t.said = said
	}
	return s.explain(err)
}

// follow has the process say which guilds its statements are for where others do.
func (s *DB) follow(ctx context.Context) error {
	var guarded bool
	err := s.QueryRow(ctx, guildQuery("follow")).Scan(&guarded)
	s.guarded.Store(guarded)
	return err
}

// What keeping guilds apart fails for.
var (
	errNoServer = errors.New("guilds are kept apart by a database on a server only: name it in database.url, or drop database.row_security")
	errExempt   = errors.New("the user that database.url has is not subject to row-level security: name one that is no superuser and has not BYPASSRLS, or drop database.row_security")
)

// untilTold is how long it takes until all processes have looked whether guilds are kept apart.
const untilTold = 3 * beatEvery

// KeepApart has the server keep guilds apart by row-level security, or no longer. Other
// processes may use the database meanwhile.
func (s *DB) KeepApart(ctx context.Context, apart bool) error {
	if _, ok := s.engine.(server); !ok {
		if apart {
			return errNoServer
		}
		return nil
	}
	if !apart {
		return errors.Join(s.enforce(ctx, "off", apart), s.guard(ctx, apart))
	}
	st, err := s.apart(ctx)
	switch {
	case err != nil:
		return err
	case st.exempt:
		return errExempt
	case st.String() == Apart:
		return s.guard(ctx, apart)
	}
	if err := s.guard(ctx, apart); err != nil {
		return err
	}
	var others int
	if err := s.QueryRow(ctx, guildQuery("others"), aliveWhile.Seconds()).Scan(&others); err != nil {
		return err
	}
	if others > 0 { // until they say it too, they would see nothing
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(untilTold):
		}
	}
	return s.enforce(ctx, "on", apart)
}

// guard has all processes say which guild each statement is for, or no longer.
func (s *DB) guard(ctx context.Context, apart bool) error {
	err := s.Exec(ctx, guildQuery("guard"), apart)
	if err == nil {
		s.guarded.Store(apart)
	}
	return err
}

// enforce puts the policies in force or out of it, one table after the other: a
// transaction over all of them could wait for one that waits for it.
func (s *DB) enforce(ctx context.Context, how string, apart bool) error {
	tables, err := Column[string](ctx, s, guildQuery("tables"), apart)
	for _, table := range tables {
		if err == nil {
			err = s.Exec(ctx, Fill(guildQuery(how), "%table", table))
		}
	}
	return err
}

// How far guilds are kept apart by a server.
const (
	Apart    = "on"
	Partly   = "partly"
	NotApart = "off"
	// Exempt: they are kept apart, but not from the user of the connection.
	Exempt = "bypassed"
)

// firstApart is the version of the tables that has the policies.
const firstApart = 12

type apartness struct {
	forced, all int
	exempt      bool
}

func (s *DB) apart(ctx context.Context) (a apartness, err error) {
	err = s.QueryRow(ctx, guildQuery("state")).Scan(&a.forced, &a.all, &a.exempt)
	return a, err
}

// String is one of the words above.
func (a apartness) String() string {
	switch {
	case a.forced == 0:
		return NotApart
	case a.exempt:
		return Exempt
	case a.forced < a.all:
		return Partly
	}
	return Apart
}
