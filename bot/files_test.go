package bot

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"footnote/bot/articles"
	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/corpus"
)

// Attachments are fetched from Discord, whole or not at all, and from nowhere
// else.
func TestDownload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	data := bytes.Repeat([]byte("a line of text\n"), 100)
	said, err := w.anna.Post(w.general.ID, localdiscord.Post{Files: []localdiscord.File{{Name: "a.txt", Data: data}}})
	if err != nil {
		t.Fatal(err)
	}
	link := said.Attachments[0].URL
	if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: link, Size: len(data)}, len(data)); err != nil || !bytes.Equal(got, data) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	// The size is what the other side says it is.
	for _, size := range []int{len(data), 0} {
		if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: link, Size: size}, len(data)-1); !errors.Is(err, feature.ErrTooLarge) || len(got) >= len(data) {
			t.Errorf("of a file that is too large %d bytes came, %v", len(got), err)
		}
	}
	asked := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer other.Close()
	for _, elsewhere := range []string{other.URL, "file:///etc/passwd", "https://example.org/x", link + "broken", "::"} {
		if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: elsewhere}, 1000); err == nil {
			t.Errorf("%s gave %d bytes", elsewhere, len(got))
		}
	}
	if asked {
		t.Error("another server was asked")
	}
}

// uploads keeps what a moderator adds.
type uploads struct {
	articles.Articles
	got chan articles.Offered
}

func (u uploads) Kept(context.Context, string) ([]articles.Kept, error) { return nil, nil }

func (u uploads) Add(_ context.Context, _ string, o articles.Offered, _ func(articles.Step)) (articles.Kept, bool, error) {
	u.got <- o
	return articles.Kept{Article: &corpus.Article{ID: "a", Title: "The harbour's fees"}}, false, nil
}

// Without a link or a file, /articles add asks for one by a form, which takes a file.
func TestAnArticleIsAddedByAForm(t *testing.T) {
	t.Parallel()
	u := uploads{got: make(chan articles.Offered, 1)}
	w := newModerated(t, func(_ *localdiscord.Config, c *Config) { c.Articles = u })
	v, err := w.mod.Command(w.general.ID, "articles add", nil)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := v.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form opened: %+v, %v", r, err)
	}
	empty, err := w.mod.Submit(v, map[string]string{"link": ""})
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.mod, v: empty}).waits("either a link or a file")
	file := localdiscord.File{Name: "fees.txt", Data: []byte("A boat pays nine crowns.")}
	sent, err := w.mod.SubmitFiles(v, map[string]string{"link": ""}, map[string][]localdiscord.File{"file": {file}})
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.mod, v: sent}).waits("The harbour's fees")
	if o := <-u.got; o.Name != file.Name || !bytes.Equal(o.Data, file.Data) || o.Link != "" {
		t.Errorf("taken in was %+v", o)
	}
}
