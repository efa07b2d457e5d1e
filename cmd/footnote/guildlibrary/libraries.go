// Package guildlibrary keeps the articles of guilds, on top of the articles that the
// operator shares with all.
//
// Each guild with articles has a library file of its own, in a folder of its
// own, made by the same package as the operator's: nothing that was committed
// is lost, no passage is embedded twice, and `footnote index --data FOLDER`
// reads it. One guild's file never holds a word of another's, and goes as a
// whole. The operator's library may be read-only, changed by another process, or
// not there at all.
package guildlibrary

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"footnote/bot/articles"
	"footnote/bot/feature"
	"footnote/cmd/footnote/shared"
	"footnote/corpus"
	"footnote/retrieval"
)

// Config is what Libraries are made of.
type Config struct {
	// Base is the library that all may see.
	Base *retrieval.Library
	// Dir is the folder of the guilds' folders.
	Dir string
	// Library makes an empty library for a guild, and Dense its part that
	// searches by meaning, as sqlite.Mirror asks for it.
	Library func() *retrieval.Library
	Dense   func(embedder string) retrieval.Dense
	// Embedder makes the vectors of passages; nil makes none.
	Embedder func() (retrieval.Embedder, error)
	// Pages fetches pages from the web.
	Pages Pages
	// Revision and BatchTexts are as in sqlite.Options.
	Revision   string
	BatchTexts int
	// MaxArticles and MaxBytes bound what a guild may keep; bytes are of text.
	MaxArticles, MaxBytes int
	// MaxMemory is how many bytes of memory the articles of all guilds may take; 0 is any number.
	MaxMemory int
	// Shared has the libraries of all processes of the bot; nil where there is one, whose
	// files are the only ones.
	Shared *shared.Libraries
	// Gate tries a change before it goes into service.
	Gate Gate
	Log  *slog.Logger
}

// Pages fetches the article at an address, from public places only.
type Pages interface {
	Article(ctx context.Context, address string) (*corpus.Article, error)
}

// Libraries implement feature.Libraries and articles.Articles. They are safe for
// concurrent use.
type Libraries struct {
	Config
	mu     sync.Mutex
	guilds map[string]*guild
	// again names guilds in whose files something was left undone.
	again  chan string
	memory ledger
	// evicting is held by the one who makes room.
	evicting sync.Mutex
}

var (
	_ feature.Libraries = (*Libraries)(nil)
	_ articles.Articles = (*Libraries)(nil)
)

// New returns the libraries of the guilds below a folder, which need not exist.
func New(c Config) *Libraries {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return &Libraries{Config: c, guilds: map[string]*guild{}, again: make(chan string, 64)}
}

// In implements feature.Libraries.
func (s *Libraries) In(ctx context.Context, id string, filter retrieval.Filter) (feature.Library, error) {
	if id == "" {
		return s.Base, nil
	}
	g, err := s.guild(id)
	if err != nil {
		return nil, err
	}
	return g.view(ctx, filter)
}

// snowflake is the form of a guild's ID, which becomes a folder's name.
var snowflake = regexp.MustCompile(`^[0-9]{1,20}$`)

func (s *Libraries) guild(id string) (*guild, error) {
	if !snowflake.MatchString(id) {
		return nil, fmt.Errorf("%q is no ID of a guild", id)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.guilds[id]
	if g == nil {
		g = &guild{s: s, id: id, dir: filepath.Join(s.Dir, id), changing: make(chan struct{}, 1)}
		s.guilds[id] = g
	}
	return g, nil
}

// Kept implements articles.Articles.
func (s *Libraries) Kept(ctx context.Context, id string) ([]articles.Kept, error) {
	g, err := s.guild(id)
	if err != nil {
		return nil, err
	}
	unpin, err := g.ask(ctx)
	if err != nil {
		return nil, err
	}
	defer unpin()
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.list(), nil
}

// Remove implements articles.Articles.
func (s *Libraries) Remove(ctx context.Context, id string, articles ...string) error {
	g, err := s.guild(id)
	if err != nil {
		return err
	}
	return g.remove(ctx, articles)
}

// Forget implements articles.Articles.
func (s *Libraries) Forget(ctx context.Context, id string) error {
	g, err := s.guild(id)
	if err != nil {
		return err
	}
	return g.forget(ctx)
}

// Whole is everything in all libraries, for whoever may see the articles of all
// guilds: the one person behind all the people of a playground.
type Whole struct{ *Libraries }

// Articles are those that all share.
func (w Whole) Articles() []*corpus.Article { return w.Base.Articles() }

// Count is how many articles a guild answers from.
func (w Whole) Count(ctx context.Context, guild string) (int, error) {
	if guild == "" {
		return len(w.Articles()), nil
	}
	l, err := w.In(ctx, guild, retrieval.Filter{})
	if err != nil {
		return 0, err
	}
	return len(l.Articles()), nil
}

// Article is the one of an ID, a guild's or one that all share.
func (w Whole) Article(id string) (*corpus.Article, bool) {
	if a, ok := w.Base.Article(id); ok {
		return a, true
	}
	guild, _, _ := strings.Cut(id, "/")
	if !snowflake.MatchString(guild) {
		return nil, false
	}
	l, err := w.In(context.Background(), guild, retrieval.Filter{})
	if err != nil {
		return nil, false
	}
	return l.Article(id)
}
