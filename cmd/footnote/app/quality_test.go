package app_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// floors are the figures below which a set must not fall; zero asks nothing.
// They are held on the half that nothing was tuned on, and stand just below what
// is reached.
type floors struct {
	recall1, recall5, answered, refused, citation, quote, answer, firstClaim float64
}

// The program as it is put together here, default flags, on every set there is.
func TestQuality(t *testing.T) {
	shared := sharedFolder(t)
	for _, c := range []struct {
		name, questions, corpus string
		half                    quality.Half
		floors                  floors
		// large sets take the encoder minutes.
		large bool
	}{
		{"sample", "../../../corpus/sample/questions.jsonl", "", quality.All, floors{}, false},
		{"seed", "eval/seed_questions.jsonl", "corpus", quality.All,
			floors{answered: 0.95, refused: 0.87, citation: 0.85, quote: 0.85}, false},
		{"languages", "../../../corpus/sample/questions.languages.jsonl", "", quality.Reporting,
			floors{answered: 0.88, refused: 0.66, firstClaim: 0.62}, true},
		{"squad2", "eval/squad2/questions.jsonl", "eval/squad2/docs.jsonl", quality.Reporting,
			floors{recall1: 0.855, recall5: 0.96, firstClaim: 0.745}, true},
		{"spans", "eval/spans/questions.jsonl", "eval/spans/docs.jsonl", quality.Reporting, floors{recall5: 0.82}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			questions := filepath.FromSlash(c.questions)
			if c.corpus != "" {
				if shared == "" {
					t.Skip("no folder shared/ beside the repository: this set is not here")
				}
				questions, c.corpus = filepath.Join(shared, questions), filepath.Join(shared, c.corpus)
			}
			t.Parallel()
			if c.name != "sample" {
				races.Skip(t, "the sample's questions meet the same code")
			}
			if c.large && os.Getenv("FOOTNOTE_QUALITY") == "" {
				t.Skip("takes minutes: set FOOTNOTE_QUALITY=all, as .ci/run does")
			}
			r := measured(t, questions, c.corpus, c.half)
			if r.Failed != 0 || r.Checked == 0 {
				t.Errorf("%d of %d quotes are not verbatim", r.Failed, r.Checked)
			}
			if !races.Detector {
				c.floors.hold(t, &r)
			}
		})
	}
}

// hold compares a report with the floors.
func (f floors) hold(t *testing.T, r *quality.Report) {
	t.Helper()
	for _, c := range []struct {
		name  string
		got   quality.Share
		floor float64
	}{
		{"recall@1", r.Recall1, f.recall1}, {"recall@5", r.Recall5, f.recall5},
		{"answered", r.Answered, f.answered}, {"refused", r.Refused, f.refused},
		{"first citation", r.FirstCitation, f.citation}, {"quote", r.Quote, f.quote},
		{"answer", r.Answer, f.answer}, {"first claim", r.FirstClaim, f.firstClaim},
	} {
		if c.floor > 0 && c.got.Value() < c.floor {
			t.Errorf("%s: %.3f (%d of %d), want at least %.3f", c.name, c.got.Value(), c.got.Hits, c.got.Of, c.floor)
		}
	}
}

// measured runs a set. Under the race detector, which is some ten times slower,
// every tenth question is enough: it is there to find races.
func measured(t *testing.T, questions, corpus string, half quality.Half) quality.Report {
	t.Helper()
	list, err := quality.Load(questions)
	if err != nil {
		t.Fatal(err)
	}
	from := app.Source{Embedder: embedder.Builtin, Many: true}
	if corpus != "" {
		from.Paths = []string{corpus}
	}
	a := started(t, from)
	library, err := a.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	engine, release, err := a.Engine(library, app.Writing{})
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	var asked []quality.Question
	for i, q := range half.Of(list) {
		if !races.Detector || i%10 == 0 && !(races.Only() && i >= 30) {
			asked = append(asked, q)
		}
	}
	return reported(t, asked, library, engine)
}

// reported asks questions, as many at once as there are cores, and adds them up
// in their order.
func reported(t *testing.T, asked []quality.Question, library *retrieval.Library, engine *answer.Engine) quality.Report {
	t.Helper()
	outcomes := make([]quality.Outcome, len(asked))
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range asked {
		group.Go(func() (err error) {
			outcomes[i], err = quality.Ask(ctx, &asked[i], library, engine, library.Article)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	var report quality.Report
	for i := range outcomes {
		report.Add(&outcomes[i])
	}
	report.Close()
	return report
}

// sharedFolder finds the folder of question sets beside the repository, or
// where FOOTNOTE_SHARED says; "" where there is none.
func sharedFolder(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "eval")); err != nil {
		return ""
	}
	return dir
}
