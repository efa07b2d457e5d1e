package sourcecheck

import (
	"context"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/bot/store/storetest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// houses are the libraries of guilds, "" that of all.
type houses map[string]*retrieval.Library

func (h houses) In(_ context.Context, guild string, _ retrieval.Filter) (feature.Library, error) {
	if own := h[guild]; own != nil {
		return own, nil
	}
	return h[""], nil
}

// holding is a library of one article.
func holding(t *testing.T, id string) *retrieval.Library {
	t.Helper()
	library := retrieval.NewLibrary(lexical.New())
	if err := library.Put(t.Context(), &corpus.Article{ID: id, Text: "It is so. It is not."}); err != nil {
		t.Fatal(err)
	}
	return library
}

// unseen shows no post.
type unseen struct{}

func (unseen) Repaint(context.Context, string) error { return nil }

// A guild's own articles are looked at when its moderators change them, and the
// other guild's posts are left alone.
func TestAGuildsOwnArticleGoes(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	own := holding(t, "own")
	h := &Handler{Store: s, Libraries: houses{"": holding(t, "shared"), "g": own}, Posts: unseen{}}
	for id, guild := range map[string]string{"1": "g", "2": "h"} {
		article := map[string]string{"g": "own", "h": "shared"}[guild]
		p := poststore.Post{ID: id, Guild: guild, Answer: answer.Answer{Answered: true, Citations: []answer.Citation{{Article: article, Quote: "It is so.", End: 9}}}}
		if err := s.AddPost(store.In(t.Context(), guild), p); err != nil {
			t.Fatal(err)
		}
	}
	notes := func() (string, string) {
		t.Helper()
		if err := h.checkSources(t.Context(), time.Now()); err != nil {
			t.Fatal(err)
		}
		one, err := s.Post(store.In(t.Context(), "g"), "1")
		if err != nil {
			t.Fatal(err)
		}
		two, err := s.Post(store.In(t.Context(), "h"), "2")
		if err != nil {
			t.Fatal(err)
		}
		return string(one.Note), string(two.Note)
	}
	if one, two := notes(); one != "" || two != "" {
		t.Errorf("at first the notes are %q and %q", one, two)
	}
	if err := own.Remove(t.Context(), "own"); err != nil {
		t.Fatal(err)
	}
	if err := s.AddAudit(store.In(t.Context(), "g"), "g", "mod", "articles.remove", "own"); err != nil {
		t.Fatal(err)
	}
	if one, two := notes(); one != string(poststore.Gone) || two != "" {
		t.Errorf("then the notes are %q and %q", one, two)
	}
}
