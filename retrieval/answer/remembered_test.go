package answer_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/vector"
)

// counted is a view that counts its searches, and holds them up while gate is not nil.
type counted struct {
	*retrieval.View
	searches atomic.Int32
	gate     chan struct{}
}

func (c *counted) Search(ctx context.Context, q string, k int) ([]retrieval.Hit, error) {
	c.searches.Add(1)
	if c.gate != nil {
		<-c.gate
	}
	return c.View.Search(ctx, q, k)
}

func venueIn(city string) *corpus.Article {
	return &corpus.Article{ID: "venue", Text: "Mayor Anna Berg named " + city + " as the venue of the talks."}
}

// talks is a library of two articles, and an engine over it.
func talks(t *testing.T, options ...retrieval.Option) (*retrieval.Library, *answer.Engine) {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New(), options...)
	if err := l.Put(t.Context(), venueIn("Lisbon"), &corpus.Article{ID: "ferry", Text: "The ferry leaves the harbour at dawn."}); err != nil {
		t.Fatal(err)
	}
	return l, answer.New(l, answer.WithLogger(discard))
}

const whichVenue = "Which city did Anna Berg name as the venue of the talks?"

// border is what differs between two questions.
type border struct {
	// then changes the second question, and change the library before it.
	then   func(q *answer.Question)
	change func(ctx context.Context, l *retrieval.Library) error
	// filter is the only article that the second question's channel answers from.
	filter string
	again  bool // the first answer is given again
	says   string
}

var borders = map[string]border{
	"the same":         {again: true, says: "Lisbon"},
	"other spaces":     {then: func(q *answer.Question) { q.Text = "  " + strings.ReplaceAll(q.Text, " ", "  ") }, again: true, says: "Lisbon"},
	"another guild":    {then: func(q *answer.Question) { q.Guild = "2" }, says: "Lisbon"},
	"another language": {then: func(q *answer.Question) { q.Language = "de" }, says: "Lisbon"},
	"another question": {then: func(q *answer.Question) { q.Text = "When does the ferry leave the harbour?" }, says: "dawn"},
	"other capitals":   {then: func(q *answer.Question) { q.Text = strings.ToLower(q.Text) }, says: "Lisbon"},
	"a conversation": {then: func(q *answer.Question) {
		q.History = []answer.Turn{{Question: "When does the ferry leave?", Answer: "At dawn."}}
	}, says: "Lisbon"},
	"a restricted channel": {filter: "ferry", says: ""},
	"a changed article":    {change: func(ctx context.Context, l *retrieval.Library) error { return l.Put(ctx, venueIn("Madrid")) }, says: "Madrid"},
	"a new article": {change: func(ctx context.Context, l *retrieval.Library) error {
		return l.Put(ctx, &corpus.Article{ID: "other", Text: "The tram is late."})
	}, says: "Lisbon"},
	"a removed article": {change: func(ctx context.Context, l *retrieval.Library) error { return l.Remove(ctx, "venue") }, says: ""},
	"another embedder": {change: func(ctx context.Context, l *retrieval.Library) error {
		return l.SetDense(ctx, retrieval.Dense{Index: vector.New(), Embedder: retrievaltest.Quoting{}, Weight: 0.1},
			func(*corpus.Passage) []float32 { return nil })
	}, says: "Lisbon"},
}

// An extracted answer is given again to the same question in the same place alone:
// nothing that it depends on may differ.
func TestExtractedAnswersAreRememberedWithinTheirBorders(t *testing.T) {
	t.Parallel()
	asked := answer.Question{Text: whichVenue, Guild: "1", Language: "en-US"}
	for name, c := range borders {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, engine := talks(t)
			views := []*counted{{View: retrieval.NewView(l, nil, retrieval.Filter{})}, {View: retrieval.NewView(l, nil, retrieval.Filter{})}}
			if c.filter != "" {
				views[1].View = retrieval.NewView(l, nil, retrieval.Filter{Key: c.filter, Only: func(id string) bool { return id == c.filter }})
			}
			questions := []answer.Question{asked, asked}
			if c.then != nil {
				c.then(&questions[1])
			}
			var got answer.Answer
			for i, q := range questions {
				if i == 1 && c.change != nil {
					if err := c.change(t.Context(), l); err != nil {
						t.Fatal(err)
					}
				}
				q.Within = views[i]
				var err error
				if got, err = engine.Ask(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			if again := views[1].searches.Load() == 0; views[0].searches.Load() != 1 || again != c.again {
				t.Errorf("searched %d and %d times", views[0].searches.Load(), views[1].searches.Load())
			}
			if !strings.Contains(got.Answer, c.says) || (c.says == "") == got.Answered || got.Question != questions[1].Text {
				t.Errorf("%q gets %q", got.Question, got.Answer)
			}
		})
	}
}

// Identical questions at the same time are worked out once, though the one who asked
// first gives up.
func TestIdenticalQuestionsAreWorkedOutOnce(t *testing.T) {
	t.Parallel()
	l, engine := talks(t)
	synctest.Test(t, func(t *testing.T) {
		view := &counted{View: retrieval.NewView(l, nil, retrieval.Filter{}), gate: make(chan struct{})}
		first, giveUp := context.WithCancel(t.Context())
		answers, gone := make(chan answer.Answer, 9), make(chan error, 1)
		go func() {
			_, err := engine.Ask(first, answer.Question{Text: whichVenue, Within: view})
			gone <- err
		}()
		synctest.Wait()
		for range 9 {
			go func() {
				a, _ := engine.Ask(t.Context(), answer.Question{Text: whichVenue, Within: view})
				answers <- a
			}()
		}
		synctest.Wait()
		giveUp()
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("who gives up gets %v", err)
		}
		close(view.gate)
		for range 9 {
			if a := <-answers; !strings.Contains(a.Answer, "Lisbon") {
				t.Errorf("one of them gets %+v", a)
			}
		}
		if n := view.searches.Load(); n != 1 {
			t.Errorf("it is searched %d times", n)
		}
	})
}

// An answer lasts an hour.
func TestRememberedAnswersGrowOld(t *testing.T) {
	t.Parallel()
	l, engine := talks(t)
	synctest.Test(t, func(t *testing.T) {
		view := &counted{View: retrieval.NewView(l, nil, retrieval.Filter{})}
		for i, want := range []int32{1, 1, 2} {
			time.Sleep(time.Duration(i) * 20 * time.Minute)
			if _, err := engine.Ask(t.Context(), answer.Question{Text: whichVenue, Within: view}); err != nil {
				t.Fatal(err)
			}
			if n := view.searches.Load(); n != want {
				t.Errorf("at the question %d it is searched %d times, want %d", i+1, n, want)
			}
			time.Sleep(time.Duration(i) * 10 * time.Minute)
		}
	})
}

// unsteady is an embedder that fails now and then.
type unsteady struct {
	retrieval.Embedder
	broken atomic.Bool
}

func (u *unsteady) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if u.broken.Load() {
		return nil, errors.New("no embedder")
	}
	return u.Embedder.Embed(ctx, kind, texts)
}

// What was found without the embedder, because it failed, is not given again when it
// works.
func TestAnswersOfLessAreNotRemembered(t *testing.T) {
	t.Parallel()
	e := &unsteady{Embedder: retrievaltest.Quoting{}}
	l, engine := talks(t, retrieval.WithLogger(discard), retrieval.WithDense(retrieval.Dense{Index: vector.New(), Embedder: e, Weight: 0.3}))
	view := &counted{View: retrieval.NewView(l, nil, retrieval.Filter{})}
	for i, broken := range []bool{true, true, false, false, true} {
		e.broken.Store(broken)
		if _, err := engine.Ask(t.Context(), answer.Question{Text: whichVenue, Within: view}); err != nil {
			t.Fatal(err)
		}
		if n, want := view.searches.Load(), int32(min(i+1, 3)); n != want {
			t.Errorf("after %d questions it is searched %d times, want %d", i+1, n, want)
		}
	}
}
