package articles

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// oneGuild are libraries of a guild "g" with one article of its own.
type oneGuild struct{ base, own *retrieval.Library }

func (s oneGuild) In(_ context.Context, guild string, f retrieval.Filter) (feature.Library, error) {
	if guild != "g" {
		return retrieval.NewView(s.base, nil, f), nil
	}
	return retrieval.NewView(s.base, s.own, f), nil
}

func (s oneGuild) Kept(context.Context, string) ([]Kept, error) { return nil, nil }

func (s oneGuild) Add(context.Context, string, Offered, func(Step)) (Kept, bool, error) {
	return Kept{}, false, nil
}

func (s oneGuild) Remove(context.Context, string, ...string) error { return nil }

func (s oneGuild) Refresh(context.Context, string, func(Step)) (Refreshed, error) {
	return Refreshed{}, nil
}

func (s oneGuild) Describe(context.Context, string, string, Details) error { return nil }

func (s oneGuild) Use(context.Context, string, int) error { return nil }

func (s oneGuild) Leave(context.Context, string, int) error { return nil }

func (s oneGuild) Forget(context.Context, string) error { return nil }

// panel is the feature and what holds in places.
type panel struct {
	*feature.Registry
	*feature.Resolver
}

// restricted is the feature over forty shared articles of two outlets.
func restricted(t *testing.T) *panel {
	t.Helper()
	s := oneGuild{retrieval.NewLibrary(lexical.New()), retrieval.NewLibrary(lexical.New())}
	list := []*corpus.Article{{ID: "g/own", Title: "Our own", Text: "The ferry is ours."}}
	for i := range 40 {
		list = append(list, &corpus.Article{ID: fmt.Sprintf("a%02d", i), Title: fmt.Sprintf("Number %d", i), Source: []string{"Post", "Times"}[i%2], Text: "The ferry left."})
	}
	if err := s.own.Put(t.Context(), list[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.base.Put(t.Context(), list[1:]...); err != nil {
		t.Fatal(err)
	}
	kept := storetest.Open(t)
	log := slog.New(slog.DiscardHandler)
	h := &Handler{Store: kept, Articles: s, Base: feature.Base{Log: log, Resolver: &feature.Resolver{Store: kept, Libraries: s, Log: log}}}
	return &panel{feature.NewRegistry(h.Feature()), h.Resolver}
}

// press chooses in the panel of channel 1.
func press(t *testing.T, d *panel, who feature.Person, button string, values ...string) (feature.Reply, error) {
	t.Helper()
	return d.Press(store.In(t.Context(), "g"), feature.Press{Request: requestOf(t, d, who), Button: button, Values: values})
}

// requestOf is what somebody does in channel 1 of guild "g".
func requestOf(t *testing.T, d *panel, who feature.Person) feature.Request {
	t.Helper()
	r, err := d.Request(store.In(t.Context(), "g"), "7", who, feature.Place{Guild: "g", Channel: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var manager = feature.Person{ID: "9", Manager: true}

// answersFrom counts what a place answers from.
func answersFrom(t *testing.T, d *panel, p feature.Place) int {
	t.Helper()
	l, err := d.Library(store.In(t.Context(), p.Guild), p)
	if err != nil {
		t.Fatal(err)
	}
	return len(l.Articles())
}

// A channel is held to what was chosen, and its threads with it; what was chosen
// before and is not in sight stays; and all of it is lifted at once.
func TestRestrict(t *testing.T) {
	t.Parallel()
	d := restricted(t)
	choose := func(search string, rules ...string) {
		t.Helper()
		var values []string
		for _, name := range rules {
			values = append(values, rule{rule: name}.value())
		}
		if r, err := press(t, d, manager, feature.ButtonID(verbRestrict, "1 "+search, 0), values...); err != nil || r.Update == nil {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	here := feature.Place{Guild: "g", Channel: "1"}
	for _, c := range []struct {
		search string
		rules  []string
		want   int
	}{
		{"", []string{feature.SourceOwn}, 1},
		{"number 3", []string{feature.SourceOwn, feature.SourceArticle + "a03"}, 2},
		{"number 3", []string{feature.SourceOwn, feature.SourceArticle + "a03", "no such rule"}, 2},
		{"post", []string{feature.SourceOutlet + "Post", feature.SourceArticle + "a03"}, 21},
		{"", nil, 41},
	} {
		choose(c.search, c.rules...)
		if n := answersFrom(t, d, here); n != c.want {
			t.Errorf("held to %v it answers from %d articles, want %d", c.rules, n, c.want)
		}
	}
	choose("", feature.SourceOwn)
	for p, want := range map[feature.Place]int{
		{Guild: "g", Channel: "5", Parent: "1"}: 1, {Guild: "g", Channel: "2"}: 41, {Guild: "h", Channel: "1"}: 40, {Channel: "1"}: 40,
	} {
		if n := answersFrom(t, d, p); n != want {
			t.Errorf("%+v answers from %d articles, want %d", p, n, want)
		}
	}
	if _, err := press(t, d, manager, feature.ButtonID(verbUnlimited, "1", 0)); err != nil || answersFrom(t, d, here) != 41 {
		t.Errorf("a channel that was let go answers from %d, %v", answersFrom(t, d, here), err)
	}
}

// More rules than a menu holds can all be chosen, by searching.
func TestRestrictToMany(t *testing.T) {
	t.Parallel()
	var list []rule
	var chosen []string
	for i := range 60 {
		r := rule{rule: fmt.Sprint("article:", i), label: fmt.Sprint("Number ", i)}
		if list = append(list, r); i < 30 {
			chosen = append(chosen, r.rule)
		}
	}
	for search, want := range map[string]int{"": 25, "45": 13, "Number": 25, "nothing": 25} {
		offered := offer(list, chosen, search)
		if len(offered) != want {
			t.Errorf("%q offers %d, want %d", search, len(offered), want)
		}
		found := slices.ContainsFunc(offered, func(r rule) bool { return r.label == "Number 45" })
		if search == "45" && !found {
			t.Errorf("%q does not offer what it names", search)
		}
	}
}

// Whoever does not moderate is refused at every button, whoever the message is for.
func TestArticlesAreForModerators(t *testing.T) {
	t.Parallel()
	d := restricted(t)
	for _, verb := range []string{verbArticles, verbRestrict, verbUnlimited, verbNarrow, verbGolden, verbUse, verbLeave} {
		r, err := press(t, d, feature.Person{ID: "8"}, feature.ButtonID(verb, "1", 0), rule{rule: feature.SourceOwn}.value())
		if err != nil || r.Message == nil || !r.Private || !strings.Contains(r.Message.Embeds[0].Description, "moderators") {
			t.Errorf("%s: %+v, %v", verb, r, err)
		}
	}
	if n := answersFrom(t, d, feature.Place{Guild: "g", Channel: "1"}); n != 41 {
		t.Errorf("a refused press changed what is answered from: %d", n)
	}
	for _, sub := range []string{"add", "list", "remove", "edit", "refresh", "restrict", "golden"} {
		in := feature.Invocation{Request: requestOf(t, d, feature.Person{ID: "8"}), Command: "articles", Sub: sub, Options: map[string]string{"link": "https://example.org/"}}
		if r, err := d.Invoke(store.In(t.Context(), "g"), in); err != nil || r.Work != nil || r.Message == nil || r.Message.Embeds[0].Colour != render.ColourDeclined {
			t.Errorf("%s: %+v, %v", sub, r, err)
		}
		if list, err := d.Complete(store.In(t.Context(), "g"), in, "article", ""); err != nil || len(list) > 0 {
			t.Errorf("%s: %v, %v", sub, list, err)
		}
	}
}
