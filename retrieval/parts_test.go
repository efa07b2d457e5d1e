package retrieval_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// spelling embeds a text as its length and its first letter, and notes texts.
type spelling struct{ asked []string }

func (*spelling) Name() string { return "spelling" }

func (s *spelling) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	var out [][]float32
	for _, text := range texts {
		s.asked = append(s.asked, text)
		if strings.Contains(text, "fail") {
			out = append(out, nil)
			continue
		}
		out = append(out, []float32{float32(len(text)), float32(text[0])})
	}
	return out, nil
}

func passageOf(title, heading, text string) *corpus.Passage {
	a := &corpus.Article{ID: "a", Title: title, Text: text}
	return &corpus.Passage{Article: a, Heading: heading, Span: corpus.Span{End: len(text)}}
}

func TestInPartsEmbedsTheSentences(t *testing.T) {
	for _, c := range []struct {
		name, title, heading, text string
		want                       []string
	}{
		{"five", "Ports", "North", "Ann left. Bob stayed.\n\nCleo slept. Dora sang. Eve ran.",
			[]string{"Ann left.", "Bob stayed.", "Cleo slept.", "Dora sang. Eve ran."}},
		{"one", "", "", "Ann left.", []string{"Ann left.", "Ann left.", "Ann left.", "Ann left."}},
		{"two paragraphs, no title", "", "", "Ann left.\n\nBob stayed.", []string{"Ann left.", "Ann left.", "Bob stayed.", "Bob stayed."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &spelling{}
			e := retrieval.InParts(s, 4)
			if e.Name() != "spelling+4" {
				t.Errorf("it is named %q", e.Name())
			}
			if of, none := retrieval.PartsOf(e.Name()), retrieval.PartsOf(s.Name()); of != 4 || none != 0 {
				t.Errorf("by its name it gives %d parts, and the one below it %d", of, none)
			}
			text := retrieval.PassageText(passageOf(c.title, c.heading, c.text))
			v, err := e.Embed(t.Context(), retrieval.Passage, []string{text})
			if err != nil || len(v) != 1 || len(v[0]) != 10 {
				t.Fatalf("got %v, %v", v, err)
			}
			want := []float32{float32(len(text)), float32(text[0])}
			for _, part := range c.want {
				want = append(want, float32(len(part)), float32(part[0]))
			}
			if !slices.Equal(v[0], want) {
				t.Errorf("got %v, want %v of %q", v[0], want, s.asked)
			}
			if n := len(slices.Compact(slices.Sorted(slices.Values(s.asked)))); n != len(s.asked) {
				t.Errorf("a text was embedded twice: %q", s.asked)
			}
		})
	}
}

func TestInPartsLeavesQuestionsAndFailures(t *testing.T) {
	e := retrieval.InParts(&spelling{}, 4)
	v, err := e.Embed(t.Context(), retrieval.Question, []string{"Who left?"})
	if err != nil || len(v[0]) != 2 {
		t.Errorf("a question has %v, %v", v, err)
	}
	v, err = e.Embed(t.Context(), retrieval.Passage, []string{"Ann left.", "This will fail. Bob stayed."})
	if err != nil || v[0] == nil || v[1] != nil {
		t.Errorf("a passage with a part that cannot be embedded has %v, %v", v, err)
	}
	if _, err := retrieval.InParts(short{}, 4).Embed(t.Context(), retrieval.Passage, []string{"Ann left."}); err == nil {
		t.Error("missing vectors were not noticed")
	}
	failing := errors.New("down")
	if _, err := retrieval.InParts(short{failing}, 4).Embed(t.Context(), retrieval.Passage, []string{"Ann left."}); !errors.Is(err, failing) {
		t.Errorf("got %v", err)
	}
}

// short gives no vectors.
type short struct{ err error }

func (short) Name() string { return "short" }

func (s short) Embed(context.Context, retrieval.Kind, []string) ([][]float32, error) {
	return nil, s.err
}
