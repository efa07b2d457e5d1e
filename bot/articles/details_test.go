package articles

import (
	"context"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/corpus"
)

// shelf keeps one article and what it was told of it.
type shelf struct {
	oneGuild
	told *Details
}

func (s shelf) Kept(context.Context, string) ([]Kept, error) {
	return []Kept{{Article: &corpus.Article{ID: "g/report", Title: "Report", Source: "Post", Text: "x"}, From: "report.txt"}}, nil
}

func (s shelf) Describe(_ context.Context, _, id string, d Details) error {
	if id != "g/report" {
		return &Refusal{Key: RefusedUnknown}
	}
	*s.told = d
	return nil
}

// quiet is a screen that nobody looks at.
type quiet struct{}

func (quiet) Show(context.Context, []render.Message) ([]feature.Posted, error) { return nil, nil }
func (quiet) ShowProgress(context.Context, render.Message) bool                { return false }

type noAudit struct{ Store }

func (noAudit) AddAudit(context.Context, string, string, string, string) error { return nil }

// The form holds what is known; a wrong day or address is said, and nothing set.
func TestDetails(t *testing.T) {
	t.Parallel()
	s := shelf{told: &Details{}}
	h := &Handler{Articles: s, Store: noAudit{}}
	in := feature.Invocation{Request: feature.Request{Place: feature.Place{Guild: "g"}, Person: feature.Person{ID: "1", Locale: "en-US"}}, Options: map[string]string{"article": "report"}}
	r, err := h.openDetails(t.Context(), in)
	if err != nil || r.Modal == nil || len(r.Modal.Inputs) != 4 || r.Modal.Inputs[0].Value != "Report" || r.Modal.Inputs[1].Value != "Post" {
		t.Fatalf("the form is %+v, %v", r.Modal, err)
	}
	in.Options["article"] = "nothing"
	if _, err := h.openDetails(t.Context(), in); err == nil {
		t.Error("an unknown article has a form")
	}
	for name, c := range map[string]struct {
		fields map[string]string
		wrong  string
		want   Details
	}{
		"all":        {map[string]string{"title": " The *report* ", "source": "Times", "date": "7 August 2025", "url": "https://times.example/r"}, "", Details{"The *report*", "Times", "https://times.example/r", "2025-08-07"}},
		"cleared":    {map[string]string{"title": "R"}, "", Details{Title: "R"}},
		"a bad day":  {map[string]string{"date": "soon"}, "baddate", Details{}},
		"a bad link": {map[string]string{"url": "javascript:alert(1)"}, "badlink", Details{}},
	} {
		*s.told = Details{}
		r, err := h.describe(t.Context(), feature.Form{Press: feature.Press{Request: in.Request}, Fields: c.fields}, "g/report", 0)
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %+v, %v", name, r, err)
			}
			continue
		}
		if err != nil || r.Work == nil {
			t.Fatalf("%s: %+v, %v", name, r, err)
		}
		if err := r.Work.Do(t.Context(), quiet{}); err != nil || *s.told != c.want {
			t.Errorf("%s: told %+v, %v", name, *s.told, err)
		}
	}
}
