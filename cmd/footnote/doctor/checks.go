package doctor

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	memory "footnote/bot/store"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/botdata"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/repair"
	"footnote/cmd/footnote/terminal"
	"footnote/config"
	"footnote/corpus/sandbox"
	"footnote/retrieval"
	"footnote/retrieval/openai"
	"footnote/retrieval/sqlite"
)

// leastSpace is the free space below which a library soon cannot grow.
const leastSpace = 500 << 20

// examineData looks at the data directory and the disk below it.
func examineData(_ context.Context, a *app.App) []Finding {
	const check = "data directory"
	dir, err := a.DataDir()
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return []Finding{note(check, "%s is not there yet; it is made when something is to be kept", dir)}
	case err != nil:
		return []Finding{fail(check, "%v", err)}
	case !info.IsDir():
		return []Finding{fail(check, "%s is no folder: name another in FOOTNOTE_DATA", dir)}
	}
	probe, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return []Finding{fail(check, "nothing can be written there (%v): change its owner, or name another in FOOTNOTE_DATA", err)}
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	free, known := freeSpace(dir)
	switch {
	case !known:
		return []Finding{ok(check, "%s can be written to", dir)}
	case free < leastSpace:
		return []Finding{fail(check, "%s has %d MB of free space left: make room, at least %d MB", dir, free>>20, leastSpace>>20)}
	}
	return []Finding{ok(check, "%s can be written to and has %d MB of free space", dir, free>>20)}
}

// examineReading says where documents are parsed without a limit of memory.
func examineReading(context.Context, *app.App) []Finding {
	if sandbox.Limited {
		return nil
	}
	return []Finding{note("documents", "this system sets no limit of memory on the process that reads documents: a hostile one may take what there is until its time is up")}
}

// examineLibrary opens the library.
func examineLibrary(ctx context.Context, a *app.App) []Finding {
	const check = "library"
	dir, err := a.DataDir()
	if err != nil {
		return nil // said already
	}
	err = sqlite.Check(ctx, dir)
	if errors.Is(err, sqlite.ErrNone) {
		return []Finding{note(check, "there is none: the articles inside the program are used until `footnote index add` makes one")}
	}
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	store, err := sqlite.Open(ctx, dir)
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	status, err := store.Status(ctx)
	problems, e := store.Problems(ctx, mostProblems)
	err = errors.Join(err, e, store.Close())
	found := []Finding{libraryState(check, &status, err)}
	if len(problems) > 0 {
		shown := problems[:min(len(problems), mostProblems)]
		found = append(found, note("articles", "not all could be read whole:\n%s", strings.Join(shown, "\n")))
	}
	return found
}

// mostProblems is how many documents are named that could not be read whole.
const mostProblems = 10

// libraryState says whether the library is complete.
func libraryState(check string, status *sqlite.Status, err error) Finding {
	switch {
	case err != nil:
		return fail(check, "%v", err)
	case status.Articles == 0:
		return note(check, "it holds no articles: add some with `footnote index add`")
	case status.Pending > 0:
		return note(check, "%d articles, %d passages, of which %d have no vector yet: `footnote index sync` goes on with them",
			status.Articles, status.Passages, status.Pending)
	}
	return ok(check, "%d articles, %d passages, all indexed", status.Articles, status.Passages)
}

// examineMemory looks at the file of what the bot remembers.
func examineMemory(ctx context.Context, a *app.App) []Finding {
	const check = "bot's memory"
	if a.Config.Database.URL != "" {
		st, err := botdata.Status(ctx, a)
		switch {
		case err != nil:
			return []Finding{fail(check, "%v", err)}
		case st.Version > st.Latest, st.Guilds == memory.Partly, st.Guilds == memory.Exempt:
			return []Finding{fail(check, "%s", botdata.Described(st))}
		case a.Config.Database.RowSecurity == "yes" && st.Guilds != memory.Apart:
			return []Finding{note(check, "%s; row-level security is not on yet, `footnote serve` and `footnote db migrate` turn it on", botdata.Described(st))}
		}
		return []Finding{ok(check, "%s", botdata.Described(st))}
	}
	dir, err := a.DataDir()
	if err != nil {
		return nil // said already
	}
	err = memory.Check(ctx, filepath.Join(dir, backup.Memory))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return []Finding{note(check, "there is none yet; `footnote serve` makes it")}
	case err != nil:
		return []Finding{fail(check, "%v", err)}
	}
	return []Finding{ok(check, "%s is sound", backup.Memory)}
}

// examineGuilds looks at the libraries of servers.
func examineGuilds(ctx context.Context, a *app.App) []Finding {
	dir, err := a.DataDir()
	if err != nil {
		return nil // said already
	}
	names, err := backup.Databases(dir)
	if err != nil {
		return []Finding{fail("articles of servers", "%v", err)}
	}
	var found []Finding
	sound := 0
	for _, name := range names {
		guild, isGuild := strings.CutPrefix(path.Dir(name), backup.Guilds+"/")
		if !isGuild {
			continue
		}
		if err := repair.Check(ctx, dir, name); err != nil {
			found = append(found, fail("articles of server "+guild, "%v", err))
			continue
		}
		sound++
	}
	if sound > 0 {
		found = append(found, ok("articles of servers", "%s, sound", terminal.Count(sound, "file")))
	}
	return found
}

// examineEmbedder embeds a sentence with the configured embedder.
func examineEmbedder(ctx context.Context, a *app.App) []Finding {
	const check = "embedder"
	if a.Config.Models.Embedder == config.None {
		return []Finding{note(check, "none: searching is by words alone")}
	}
	dense, err := embedder.Named(a.Config.Models.Embedder, a.Config)
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	began := time.Now()
	vectors, err := dense.Embedder.Embed(ctx, retrieval.Passage, []string{"Every claim has a footnote."})
	if err != nil {
		return []Finding{fail(check, "%s gave no vector: %v", dense.Embedder.Name(), err)}
	}
	return []Finding{ok(check, "%s gave a vector of %d dimensions in %d ms",
		dense.Embedder.Name(), len(vectors[0]), time.Since(began).Milliseconds())}
}

const chatCheck = "chat model"

// examineChat has the chat model write a word.
func examineChat(ctx context.Context, a *app.App) []Finding {
	const check = chatCheck
	if a.Config.Models.Chat == "" {
		return []Finding{note(check, "none: answers are sentences of the articles (FOOTNOTE_CHAT_MODEL names one)")}
	}
	client, err := a.ChatClient()
	if err != nil {
		return []Finding{fail(check, "%v", err)}
	}
	defer client.Close()
	began := time.Now()
	reply, err := client.Complete(ctx, openai.Request{
		Messages: []openai.Message{{Role: "user", Content: "Reply with the word ready."}}, MaxTokens: 16,
	})
	if err != nil {
		return []Finding{fail(check, "%s did not answer: %v", a.Config.Models.Chat, err)}
	}
	return []Finding{ok(check, "%s answered in %d ms", cmp.Or(reply.Model, a.Config.Models.Chat), time.Since(began).Milliseconds())}
}
