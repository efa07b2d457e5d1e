package stats

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/statstore"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// kept are the figures of guild "g", and for how many days they were asked for.
type kept struct {
	figures statstore.Stats
	days    int
}

func (k *kept) Stats(_ context.Context, guild string, days int) (statstore.Stats, error) {
	if k.days = days; guild != "g" {
		return statstore.Stats{Days: make([]statstore.DayStats, days)}, nil
	}
	return k.figures, nil
}

// screen notes what is shown.
type screen struct{ shown []render.Message }

func (s *screen) Show(_ context.Context, list []render.Message) ([]feature.Posted, error) {
	s.shown = append(s.shown, list...)
	return nil, nil
}

func (s *screen) ShowProgress(context.Context, render.Message) bool { return true }

// shows has a moderator of a guild ask for figures.
func shows(t *testing.T, k *kept, guild, locale string, options map[string]string) render.Message {
	t.Helper()
	library := retrieval.NewLibrary(lexical.New())
	if err := library.Put(t.Context(), &corpus.Article{ID: "ferry", Title: "The ferry", Text: "It left."}); err != nil {
		t.Fatal(err)
	}
	h := &Handler{Store: k, Base: feature.Base{Log: slog.New(slog.DiscardHandler), Resolver: &feature.Resolver{Libraries: feature.Everywhere{Library: library}}}}
	in := feature.Invocation{Command: "stats", Options: options,
		Request: feature.Request{Person: feature.Person{ID: "1", Manager: true, Locale: locale}, Place: feature.Place{Guild: guild}}}
	reply, err := feature.NewRegistry(h.Feature()).Invoke(t.Context(), in)
	if err != nil || reply.Work == nil || !reply.Work.Private {
		t.Fatalf("%+v, %v", reply, err)
	}
	s := &screen{}
	if err := reply.Work.Do(t.Context(), s); err != nil || len(s.shown) != 1 {
		t.Fatalf("shown is %v, %v", s.shown, err)
	}
	return s.shown[0]
}

func figuresOf() statstore.Stats {
	day := statstore.DayStats{Day: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Answered: 3, Curated: 1, Declined: 2, Up: 2, Down: 1, Median: 1500 * time.Millisecond}
	return statstore.Stats{Days: []statstore.DayStats{day, {Day: day.Day.AddDate(0, 0, 1)}}, Answered: 3, Curated: 1, Declined: 2, Up: 2, Down: 1,
		Median: 1500 * time.Millisecond, Top: []statstore.ArticleUses{{Article: "ferry", Times: 4}, {Article: "gone", Times: 1}}}
}

// Figures come as text and as a picture that says the same to who cannot see it;
// an article that is not kept any more goes by its ID.
func TestFigures(t *testing.T) {
	t.Parallel()
	m := shows(t, &kept{figures: figuresOf()}, "g", "en-US", nil)
	for _, want := range []string{"6", "50", "33", "1.5\u00a0s", "The ferry", "gone"} {
		if !strings.Contains(m.Embeds[0].Description, want) {
			t.Errorf("%q is not in %q", want, m.Embeds[0].Description)
		}
	}
	if len(m.Files) != 1 || m.Files[0].Alt != m.Embeds[0].Description || m.Embeds[0].Image == nil {
		t.Errorf("the picture is %+v", m.Files)
	}
	if m := shows(t, &kept{figures: figuresOf()}, "g", "de", nil); !strings.Contains(m.Embeds[0].Description, "1,5\u00a0s") {
		t.Errorf("in German: %q", m.Embeds[0].Description)
	}
}

func TestNoFigures(t *testing.T) {
	t.Parallel()
	if m := shows(t, &kept{}, "other", "en-US", nil); len(m.Files) != 0 || m.Embeds[0].Description == "" {
		t.Errorf("of no questions: %+v", m)
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]int{"": 30, "7": 7, "366": 366, "367": 30, "0": 30, "-1": 30, "x": 30} {
		k := &kept{figures: figuresOf()}
		shows(t, k, "g", "en-US", map[string]string{"days": asked})
		if k.days != want {
			t.Errorf("%q asks for %d days, want %d", asked, k.days, want)
		}
	}
}
