package app_test

import (
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/openai"
	"footnote/retrieval/quality"
)

// quiet keeps the failures that tests cause on purpose out of their output.
var quiet = slog.New(slog.DiscardHandler)

// patient is how long a loaded machine may take over a reply that comes; hasty
// is what a test can wait for one that does not.
var (
	patient = openai.Options{Attempt: 30 * time.Second, Stall: 30 * time.Second, Total: time.Minute,
		Attempts: 3, Backoff: time.Millisecond, Cooldown: time.Millisecond}
	hasty = openai.Options{Attempt: 100 * time.Millisecond, Stall: 100 * time.Millisecond, Total: 300 * time.Millisecond,
		Attempts: 2, Backoff: time.Millisecond, Cooldown: time.Millisecond}
)

// mocked is a mock server with the client that talks to it.
type mocked struct {
	server *mockserver.Server
	url    string
	client *openai.Client
}

// mock serves a persona with faults on loopback until the test ends.
func mock(t testing.TB, who persona.Name, patience openai.Options, faults ...string) mocked {
	t.Helper()
	parsed, err := mockserver.ParseFaults(faults)
	if err != nil {
		t.Fatal(err)
	}
	return mockWith(t, mockserver.Options{Persona: who, Faults: parsed}, patience)
}

func mockWith(t testing.TB, o mockserver.Options, patience openai.Options) mocked {
	t.Helper()
	s, err := mockserver.New(o)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	patience.BaseURL, patience.Model = web.URL+"/v1", "mock"
	client, err := openai.NewClient(patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return mocked{s, web.URL + "/v1", client}
}

// writtenBy is an engine whose answers the mock writes.
func (m mocked) writtenBy(library *retrieval.Library, deadline time.Duration) *answer.Engine {
	return answer.New(library, answer.WithLogger(quiet), answer.WithWriting(llm.Settings{
		Writer: app.ChatWriter{Client: m.client}, Deadline: deadline, CountTokens: openai.CountTokens,
	}))
}

// seeds are questions with known answers and the library they are asked of:
// the seed questions, or where they are not here every fifth of the sample's.
func seeds(t testing.TB, embedder string) ([]quality.Question, *retrieval.Library) {
	t.Helper()
	if shared := sharedFolder(t); shared != "" {
		return asked(t, app.Source{Embedder: embedder, Paths: []string{filepath.Join(shared, "corpus")}}, filepath.Join(shared, "eval", "seed_questions.jsonl"))
	}
	t.Log("no folder shared/ beside the repository: asking the sample articles")
	return samples(t, embedder)
}

// samples are every fifth of the sample's questions, and its library.
func samples(t testing.TB, embedder string) ([]quality.Question, *retrieval.Library) {
	t.Helper()
	questions, library := asked(t, app.Source{Embedder: embedder}, filepath.FromSlash("../../../corpus/sample/questions.jsonl"))
	return everyFifth(questions), library
}

func asked(t testing.TB, from app.Source, file string) ([]quality.Question, *retrieval.Library) {
	t.Helper()
	questions, err := quality.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	library, err := started(t, from).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return questions, library
}

func everyFifth(all []quality.Question) []quality.Question {
	var some []quality.Question
	for i := 0; i < len(all); i += 5 {
		some = append(some, all[i])
	}
	return some
}

// A careful writer must not make answers worse than the articles' own sentences.
func TestGroundedIsAtLeastAsGoodAsExtraction(t *testing.T) {
	races.Skip(t, "it compares figures, one question at a time")
	if sharedFolder(t) == "" {
		t.Skip("not run: the mock's careful writer is compared on the seed questions, which are in shared/ beside the repository (FOOTNOTE_SHARED)")
	}
	questions, library := seeds(t, embedder.Builtin)
	report := func(engine *answer.Engine) *quality.Report {
		var r quality.Report
		for i := range questions {
			o, err := quality.Ask(t.Context(), &questions[i], library, engine, library.Article)
			if err != nil {
				t.Fatal(err)
			}
			r.Add(&o)
		}
		r.Close()
		return &r
	}
	extracted := report(answer.New(library))
	generated := report(mock(t, persona.Grounded, patient).writtenBy(library, time.Minute))
	t.Logf("extracted %+v", *extracted)
	t.Logf("generated %+v", *generated)
	for _, c := range []struct {
		name     string
		got, had quality.Share
	}{
		{"answered", generated.Answered, extracted.Answered}, {"refused", generated.Refused, extracted.Refused},
		{"first citation", generated.FirstCitation, extracted.FirstCitation}, {"quote", generated.Quote, extracted.Quote},
		{"answer", generated.Answer, extracted.Answer}, {"first claim", generated.FirstClaim, extracted.FirstClaim},
	} {
		if c.got.Hits < c.had.Hits {
			t.Errorf("%s: %d of %d, by extraction %d", c.name, c.got.Hits, c.got.Of, c.had.Hits)
		}
	}
	if generated.Failed != 0 || extracted.Failed != 0 {
		t.Errorf("%d and %d quotes are not verbatim", generated.Failed, extracted.Failed)
	}
}
