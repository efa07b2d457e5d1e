package encoder

import (
	"context"
	"strings"
	"testing"
)

// TestWords holds that a word is compared as it is meant in its sentence.
func TestWords(t *testing.T) {
	e, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	vector := func(sentence string) []float32 {
		var parts []string
		at := -1
		for i, w := range strings.Fields(sentence) {
			if strings.HasPrefix(w, "*") {
				at = i
			}
			parts = append(parts, strings.Trim(w, "*"))
		}
		all, err := e.Words(context.Background(), parts)
		if err != nil {
			t.Fatal(err)
		}
		return all[at]
	}
	cases := []struct{ sentence, like, unlike string }{
		{"the *bank* lends money", "the *bank* gives money", "they sat on the *bank* of the river"},
		{"the crew *repaired* the mast", "the crew *fixed* the mast", "the crew *painted* the mast"},
	}
	for _, c := range cases {
		v := vector(c.sentence)
		if like, unlike := dot(v, vector(c.like)), dot(v, vector(c.unlike)); like <= unlike {
			t.Errorf("%s: %.2f to %q, %.2f to %q", c.sentence, like, c.like, unlike, c.unlike)
		}
	}
}

func dot(a, b []float32) (sum float32) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// TestWordsBeyondTheWindow: what the model cannot read has no vector.
func TestWordsBeyondTheWindow(t *testing.T) {
	e, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	parts := append(strings.Fields(strings.Repeat("harbour ", 600)), "")
	all, err := e.Words(context.Background(), parts)
	if err != nil || len(all) != len(parts) || all[0] == nil || all[len(all)-1] != nil || all[599] != nil {
		t.Errorf("%d vectors, %v", len(all), err)
	}
}
