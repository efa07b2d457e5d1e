package evaluation

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/botdata"
	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// guildQuestions are the cases of a Discord server's evaluation set: questions
// that its moderators called wrongly answered, and their golden questions.
func guildQuestions(ctx context.Context, a *app.App, guild string) (_ []quality.Question, err error) {
	memory, err := botdata.Read(ctx, a)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, memory.Close()) }()
	list, err := gapstore.New(memory).Golden(store.In(ctx, guild), guild)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("the server %q has no cases: a moderator makes one by “Correct this answer” in the menu of a wrong answer, or by /articles golden", guild)
	}
	return golden.Questions(list), nil
}

// readable is what questions are asked of.
type readable interface {
	answer.Library
	quality.Searcher
	Article(id string) (*corpus.Article, bool)
}

// guildView is what a server may see: the library and its own articles. Nothing
// is fetched or written.
func guildView(ctx context.Context, a *app.App, base *retrieval.Library, guild string) (readable, error) {
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	s := guildlibrary.New(guildlibrary.Config{
		Base: base, Dir: filepath.Join(dir, backup.Guilds), Log: a.Log,
		Library: func() *retrieval.Library { return a.EmptyLibrary() }, Dense: a.Dense,
	})
	return s.In(ctx, guild, retrieval.Filter{})
}

// asGuild asks questions as one server's.
type asGuild struct {
	quality.Asker
	guild  string
	within answer.Library
}

// Ask implements quality.Asker.
func (a asGuild) Ask(ctx context.Context, q answer.Question) (answer.Answer, error) {
	q.Guild, q.Within = a.guild, a.within
	return a.Asker.Ask(ctx, q)
}
