package feature

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval"
)

// Environment is what holds in a place: the settings of its guild, and the
// library that may be searched and shown there.
type Environment struct {
	Settings Settings
	library  *lazyLibrary
}

// Resolved reports whether the environment was read.
func (e *Environment) Resolved() bool { return e.library != nil }

// Library is what may be searched and shown in the place. It is looked up when
// it is first asked for: a guild's articles may have to be read from disk.
func (e *Environment) Library(ctx context.Context) (Library, error) { return e.library.get(ctx) }

// lazyLibrary looks a library up once. A failure is not remembered.
type lazyLibrary struct {
	look  func(ctx context.Context) (Library, error)
	mu    sync.Mutex
	found Library
}

func (l *lazyLibrary) get(ctx context.Context) (Library, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.found != nil {
		return l.found, nil
	}
	found, err := l.look(ctx)
	if err == nil {
		l.found = found
	}
	return found, err
}

// SettingsStore keeps what is set in guilds, as JSON by key.
type SettingsStore interface {
	Settings(ctx context.Context, guild string) (map[string]json.RawMessage, error)
}

// Resolver finds out what holds in a place.
type Resolver struct {
	Store     SettingsStore
	Libraries Libraries
	Log       *slog.Logger
}

// Environment reads the settings of a place's guild once, by one statement; a
// direct message has the defaults.
func (r *Resolver) Environment(ctx context.Context, p Place) (Environment, error) {
	var e Environment
	if p.Guild != "" {
		set, err := r.Store.Settings(ctx, p.Guild)
		if err != nil {
			return e, err
		}
		var unreadable []string
		if e.Settings, unreadable, err = ReadSettings(set); err != nil {
			return e, err
		}
		for _, key := range unreadable {
			r.Log.Warn("a setting cannot be read and is left out", "guild", p.Guild, "setting", key)
		}
	}
	sources := e.Settings.Sources
	e.library = &lazyLibrary{look: func(ctx context.Context) (Library, error) { return r.library(ctx, p, sources) }}
	return e, nil
}

// Request is what a person does in a place, with what holds there.
func (r *Resolver) Request(ctx context.Context, id string, who Person, p Place) (Request, error) {
	e, err := r.Environment(ctx, p)
	return Request{ID: id, Person: who, Place: p, Environment: e}, err
}

// Library is what may be searched and shown in another place than a request's.
func (r *Resolver) Library(ctx context.Context, p Place) (Library, error) {
	e, err := r.Environment(ctx, p)
	if err != nil {
		return nil, err
	}
	return e.Library(ctx)
}

func (r *Resolver) library(ctx context.Context, p Place, sources ChannelSources) (Library, error) {
	all, err := r.Libraries.In(ctx, p.Guild, retrieval.Filter{})
	if err != nil || p.Guild == "" {
		return all, err
	}
	filter := sources.filter(p, all)
	if filter.Only == nil {
		return all, nil
	}
	return r.Libraries.In(ctx, p.Guild, filter)
}

// ChannelSources are the rules of a guild's channels: by channel, what it answers
// from. A channel without rules answers from everything.
type ChannelSources map[string][]string

// What a rule of a channel's sources may begin with; the rest names what it
// admits.
const (
	SourceOwn     = "own"      // all of the guild's own articles
	SourceArticle = "article:" // the article of this ID
	SourceOutlet  = "outlet:"  // the articles of this outlet
)

// Restrict reports whether a place answers from chosen articles only.
func (c ChannelSources) Restrict(p Place) bool {
	return p.Guild != "" && (len(c[cmp.Or(p.Parent, p.Channel)]) > 0 || p.Lost && len(c) > 0)
}

// filter admits what a place answers from; one without Only admits all. Where
// it is not known which channel's rules hold, any that there are admit nothing.
func (c ChannelSources) filter(p Place, all Catalogue) retrieval.Filter {
	of := c[cmp.Or(p.Parent, p.Channel)]
	if p.Lost && len(c) > 0 && len(of) == 0 {
		return retrieval.Filter{Key: p.Guild + "\x00lost", Only: func(string) bool { return false }}
	}
	if len(of) == 0 {
		return retrieval.Filter{}
	}
	return filterOf(p.Guild, of, all)
}

// filterOf makes a filter of rules.
func filterOf(guild string, rules []string, all Catalogue) retrieval.Filter {
	rules = slices.Clone(rules)
	slices.Sort(rules)
	named := map[string]bool{}
	outlets := false
	for _, r := range rules {
		named[r] = true
		outlets = outlets || strings.HasPrefix(r, SourceOutlet)
	}
	return retrieval.Filter{Key: guild + "\x00" + strings.Join(rules, "\x00"), Only: func(id string) bool {
		if named[SourceArticle+id] || named[SourceOwn] && strings.HasPrefix(id, OwnPrefix(guild)) {
			return true
		}
		if !outlets {
			return false
		}
		a, ok := all.Article(id)
		return ok && a.Source != "" && named[SourceOutlet+a.Source]
	}}
}
