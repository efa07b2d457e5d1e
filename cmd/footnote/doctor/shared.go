package doctor

import (
	"context"
	"errors"
	"path/filepath"

	memory "footnote/bot/store"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/botdata"
	"footnote/cmd/footnote/shared"
)

// examineShared looks at what the processes of a bot share: who is alive, which shards are
// lent, and how old the copies of libraries on this machine are.
func examineShared(ctx context.Context, a *app.App) []Finding {
	const check = "shared database"
	switch {
	case !a.Config.Database.Shared:
		return nil
	case a.Config.Database.URL == "":
		return []Finding{fail(check, "%v", memory.ErrAlone)}
	}
	st, err := botdata.Status(ctx, a)
	if err != nil || st.Version != st.Latest {
		return nil // said already
	}
	f, err := memory.URLFleet(ctx, a.Config.Database.URL.Reveal())
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	return append(append(shardsOf(check, f), vectors(ctx, a)...), copies(a, f)...)
}

// vectors says whether the server can search vectors, where it is to.
func vectors(ctx context.Context, a *app.App) []Finding {
	const check = "vectors in the database"
	if a.Config.Database.VectorsAbove == 0 {
		return nil
	}
	l, done, err := shared.Open(ctx, a.Config)
	if err == nil {
		err = errors.Join(l.Extended(ctx), done())
	}
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	return []Finding{ok(check, "pgvector searches those of a library of more than %d passages", a.Config.Database.VectorsAbove)}
}

// shardsOf says who is alive and what is lent.
func shardsOf(check string, f memory.Fleet) []Finding {
	switch {
	case f.Alive == 0:
		return []Finding{note(check, "no process uses it now")}
	case f.Shards == 0:
		return []Finding{ok(check, "processes alive: %d, none with shards that are lent", f.Alive)}
	case f.Leased < f.Shards:
		return []Finding{note(check, "processes alive: %d; %d of %d shards lent: the others are taken within 20 seconds where a process is free", f.Alive, f.Leased, f.Shards)}
	}
	return []Finding{ok(check, "processes alive: %d; all of %d shards lent", f.Alive, f.Shards)}
}

// copies says how the copies of libraries on this machine stand.
func copies(a *app.App, f memory.Fleet) []Finding {
	const check = "copies of libraries"
	dir, err := a.DataDir()
	if err != nil {
		return nil // said already
	}
	var same, older int
	for name, version := range f.Libraries {
		at := dir
		if name != shared.Base {
			at = filepath.Join(dir, filepath.FromSlash(name))
		}
		switch shared.Version(at) {
		case version:
			same++
		case 0:
		default:
			older++
		}
	}
	return []Finding{ok(check, "%d in the database; on this machine %d as they are there, %d older and %d not yet, which are brought when they are asked for",
		len(f.Libraries), same, older, len(f.Libraries)-same-older)}
}
