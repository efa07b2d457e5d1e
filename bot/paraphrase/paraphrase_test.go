package paraphrase

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"When is the summit?", "when is the summit", true},
		{"When is the summit?", "On what date does the summit take place?", true},
		{"Where is the summit?", "Where is the summit being held?", true},
		{"What are the opening hours?", "what're the opening hours please", true},
		{"Wann ist der Gipfel?", "wann ist der gipfel", true},
		{"Who won the match on Sunday?", "Who won the match on Saturday?", false},
		{"Who won the match on Sunday?", "Who lost the match on Sunday?", false},
		{"Where will they meet?", "When will they meet?", false},
		{"What did Trump tell Putin?", "What did Putin tell Trump?", false},
		{"Who called Trump?", "Who did Trump call?", false},
		{"Who is the mayor?", "Who was the mayor?", false},
		{"Who was the mayor in 2019?", "Who was the mayor in 2021?", false},
		{"Is the library open?", "Is the library not open?", false},
		{"Does it rain?", "Doesn't it rain?", false},
		{"Can I bring my dog?", "Can I bring my cat?", false},
		{"", "", false},
		{"?", "!", false},
	} {
		if got := Read(c.a).Same(Read(c.b)); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// The pairs on which the bounds of Near were measured.
var pairs = []struct {
	a, b                 string
	byWords, withEncoder bool
}{
	{"When does the library open?", "When does the town library open?", true, true},
	{"Who pays for the new bridge?", "Who is paying for the bridge?", true, true},
	{"Who won the match on Sunday?", "Who was the winner of Sunday's match?", false, true},
	{"How tall is the Eiffel tower?", "How high is the Eiffel tower?", false, true},
	{"Where will Trump and Putin meet?", "Where is the Trump-Putin meeting going to be held?", true, true},
	{"What is the population of Kyiv?", "What is the population of Lviv?", false, false},
	{"Where will Trump and Putin meet?", "When will Trump and Putin meet?", false, false},
	{"How much did the bridge cost in 2019?", "How much did the bridge cost in 2021?", false, false},
	{"How do I join the server?", "How do I leave the server?", false, false},
	{"How do I reset my password?", "How do I reset my phone?", false, false},
	{"Can I bring my dog?", "Can I bring my cat?", false, false},
	{"What is the fee for adults?", "What is the fee for children?", false, false},
}

func TestNear(t *testing.T) {
	e, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	words, meaning := NewJudge(nil), NewJudge(e)
	for _, p := range pairs {
		for judge, want := range map[*Judge]bool{words: p.byWords, meaning: p.withEncoder} {
			groups, err := judge.Group(t.Context(), []string{p.a, p.b})
			if err != nil || (len(groups) == 1) != want {
				t.Errorf("%q and %q (encoder %v): %v, %v", p.a, p.b, judge == meaning, groups, err)
			}
		}
	}
}

func TestGroupKeepsOrder(t *testing.T) {
	got, err := NewJudge(nil).Group(t.Context(), []string{"Who pays?", "When is the fair?", "who pays", "Where is the fair?", "when is the fair"})
	if want := "[[0 2] [1 4] [3]]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestFind(t *testing.T) {
	j := NewJudge(nil)
	among := []string{"Who pays for the old bridge?", "Who pays for the bridge?"}
	for question, want := range map[string]string{
		"who pays for the bridge":              "1 true",
		"Who pays for the old stone bridge?":   "0 false",
		"Who built the town hall in the city?": "-1 false",
	} {
		found, same, err := j.Find(t.Context(), question, among)
		if got := fmt.Sprint(found, same); err != nil || got != want {
			t.Errorf("%q: %s, %v", question, got, err)
		}
	}
	if found, _, err := j.Find(t.Context(), "why?", nil); found != -1 || err != nil {
		t.Errorf("among none: %d, %v", found, err)
	}
}

// counting counts the texts it embeds.
type counting struct {
	texts int
	fail  error
}

func (c *counting) Name() string { return "counting" }

func (c *counting) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	c.texts += len(texts)
	list := make([][]float32, len(texts))
	for i := range list {
		list[i] = []float32{1}
	}
	return list, c.fail
}

func TestVectorsAreMadeOnce(t *testing.T) {
	c := &counting{}
	j := NewJudge(c)
	for range 2 {
		if _, err := j.Group(t.Context(), []string{"a?", "b?"}); err != nil {
			t.Fatal(err)
		}
	}
	if c.texts != 2 {
		t.Errorf("%d texts were embedded", c.texts)
	}
	c.fail = errors.New("down")
	if _, err := j.Group(t.Context(), []string{"c?"}); !errors.Is(err, c.fail) {
		t.Errorf("got %v", err)
	}
}
