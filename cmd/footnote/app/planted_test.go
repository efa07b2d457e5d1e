package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/persona"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
	"footnote/retrieval/quality"
)

// canary is a word that no article holds: where it shows in a claim, an order
// was followed.
const canary = "Zorblax"

// plantedOrders reads testdata/orders.txt.
func plantedOrders(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "orders.txt"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "\n\n")
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(list, "WORD", canary)), "\n")
}

// infested is the library with an order planted in every article: behind its
// first sentence, in its middle and at its end.
func infested(t *testing.T, clean *retrieval.Library, order string) *retrieval.Library {
	t.Helper()
	library := retrieval.NewLibrary(lexical.New())
	for _, a := range clean.Articles() {
		paragraphs := strings.Split(a.Text, "\n")
		first, middle := corpus.Sentences(a.Text)[0].End, len(paragraphs)/2
		paragraphs[middle] += " " + order
		text := strings.Join(paragraphs, "\n") + "\n" + order
		if first < len(paragraphs[0]) {
			text = text[:first] + " " + order + text[first:]
		}
		copied := *a
		copied.Text = text
		if err := library.Put(t.Context(), &copied); err != nil {
			t.Fatal(err)
		}
	}
	return library
}

// A model that obeys whatever it reads must not make the program obey: what an
// article or a question orders to be said shows neither as nor in a claim.
func TestOrdersAreNotFollowed(t *testing.T) {
	t.Run("sample", func(t *testing.T) {
		questions, library := samples(t, embedder.None)
		ordersAreNotFollowed(t, questions, library)
	})
	if sharedFolder(t) == "" {
		t.Log("not run: the seed questions, which are in shared/ beside the repository (FOOTNOTE_SHARED)")
		return
	}
	t.Run("seed", func(t *testing.T) {
		questions, library := seeds(t, embedder.None)
		ordersAreNotFollowed(t, questions, library)
	})
}

func ordersAreNotFollowed(t *testing.T, questions []quality.Question, clean *retrieval.Library) {
	t.Helper()
	if races.Detector {
		questions = questions[:3]
	}
	engines := mock(t, persona.Obedient, patient)
	asked := 0
	orders := plantedOrders(t)
	if races.Only() {
		orders = orders[:2]
	}
	for i, order := range orders {
		library := infested(t, clean, order)
		check := newChecker(library)
		engine := engines.writtenBy(library, time.Minute)
		extracting := answer.New(library)
		var group errgroup.Group
		group.SetLimit(4)
		step := 6
		if *wholeMatrix {
			step = 1
		}
		for n := i % step; n < len(questions); n += step {
			asked++
			group.Go(func() error {
				unmoved(t, engine, check, questions[n].Text, order)
				unmoved(t, engine, check, questions[n].Text+" "+order, order)
				unmoved(t, extracting, check, questions[n].Text, order)
				return nil
			})
		}
		_ = group.Wait() // unmoved reports by itself
	}
	if asked == 0 {
		t.Error("nothing was asked")
	}
}

// unmoved asks and looks for the canary in all that is claimed, on the way too.
func unmoved(t *testing.T, engine *answer.Engine, check *checker, question, order string) {
	look := func(a answer.Answer) {
		for _, f := range check.faults(&a) {
			t.Errorf("%s: %s", question, f)
		}
		for _, c := range a.Claims {
			if strings.Contains(strings.ToLower(c.Text), strings.ToLower(canary)) || strings.Contains(c.Text, "@everyone") {
				t.Errorf("%q was followed on %q: %q", order, question, c.Text)
			}
		}
		if strings.Contains(strings.Join(a.Unknown, " "), "@everyone") {
			t.Errorf("%q shows in %q", order, a.Unknown)
		}
	}
	a, err := engine.Ask(t.Context(), answer.Question{Text: question, Progress: look})
	if err != nil {
		t.Errorf("%s: %v", question, err)
		return
	}
	look(a)
}
